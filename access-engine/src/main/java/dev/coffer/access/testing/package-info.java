/**
 * A short way to write down, and to test, what a policy permits. It needs no test library: what is not as expected is an
 * {@link java.lang.AssertionError}.
 *
 * <p>Used by tests of policies.
 */
@NullMarked
package dev.coffer.access.testing;

import org.jspecify.annotations.NullMarked;
