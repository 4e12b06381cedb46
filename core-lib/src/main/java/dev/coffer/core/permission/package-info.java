/**
 * What a caller may do: the schema directives {@code @permission} and {@code @public}, and the same decision for use cases. Used
 * by every service; imports the rooms identity, errors and graphql, and the access engine.
 */
@NullMarked
package dev.coffer.core.permission;

import org.jspecify.annotations.NullMarked;
