/**
 * How much speaks for a risk in somebody: signs that other packages find, weighed by settings, and what a reviewer has said instead. Used by
 * reviews. It knows nobody who finds signs.
 */
@NullMarked
package dev.coffer.kyc.risk;

import org.jspecify.annotations.NullMarked;
