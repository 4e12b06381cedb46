/**
 * Files as they come from outside: told apart by their content, cleaned of what is no picture and no page, refused where they are more
 * than that, and sealed frame by frame so that they are never whole in memory. Used by the documents; knows nothing of them.
 */
@NullMarked
package dev.coffer.kyc.file;

import org.jspecify.annotations.NullMarked;
