/**
 * Holds for clients: money set aside for somebody, captured in parts or given back by the payee's side, or by the sweep when its
 * time is over. Used by nothing else; stands on the ledger, and shares with transfers who pays whom.
 */
@NullMarked
package dev.coffer.payment.hold;

import org.jspecify.annotations.NullMarked;
