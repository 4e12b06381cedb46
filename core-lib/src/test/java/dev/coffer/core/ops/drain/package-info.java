/** A service that answers slowly, for the test of its drain. */
@NullMarked
package dev.coffer.core.ops.drain;

import org.jspecify.annotations.NullMarked;
