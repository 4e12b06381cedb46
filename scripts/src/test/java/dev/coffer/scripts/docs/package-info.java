/** Whether the documents say what is so. */
@NullMarked
package dev.coffer.scripts.docs;

import org.jspecify.annotations.NullMarked;
