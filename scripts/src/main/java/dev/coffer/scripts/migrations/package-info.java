/** {@code coffer migrations}: what ran on the services' databases. */
@NullMarked
package dev.coffer.scripts.migrations;

import org.jspecify.annotations.NullMarked;
