/**
 * Exchange of one currency into another: rates by source and age, quotes that hold for a while, and the conversion through the
 * house account {@code fx}. Used by clients over the API, and by nothing else; stands on the ledger.
 */
@NullMarked
package dev.coffer.payment.exchange;

import org.jspecify.annotations.NullMarked;
