/** {@code coffer schema}: the public schema as text, and what a change of it breaks. */
@NullMarked
package dev.coffer.scripts.schema;

import org.jspecify.annotations.NullMarked;
