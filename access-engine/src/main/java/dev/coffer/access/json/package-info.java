/**
 * The JSON form of policies: written, and read strictly, without any library. The published schema lies beside this
 * package as {@code policy.schema.json}.
 *
 * <p>Used by whoever keeps policies in files or documents, or shows them.
 */
@NullMarked
package dev.coffer.access.json;

import org.jspecify.annotations.NullMarked;
