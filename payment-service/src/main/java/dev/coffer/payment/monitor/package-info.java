/**
 * Balance monitors: who wants to hear when a wallet's balance crosses a threshold. Computed from the ledger's own events, beside the
 * ledger and not in it. Used over the API, and by nothing else.
 */
@NullMarked
package dev.coffer.payment.monitor;

import org.jspecify.annotations.NullMarked;
