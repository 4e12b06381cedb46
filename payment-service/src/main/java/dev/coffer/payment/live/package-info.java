/**
 * Subscriptions to what changes in a user's own wallets. Whichever replica makes a change, those who follow at any of them learn of it
 * through the relayed events; what they are told is read from the ledger then. Used by the gateway's clients only.
 */
@NullMarked
package dev.coffer.payment.live;

import org.jspecify.annotations.NullMarked;
