/**
 * How much of what is limited a user has used: counters of the current day and month, limits, exclusions, and the decision
 * whether something more fits. Pure, without a store. The ledger keeps it beside its wallets and changes it in the same
 * transaction; dev.coffer.payment.limit is what users and staff see of it.
 */
@NullMarked
package dev.coffer.payment.usage;

import org.jspecify.annotations.NullMarked;
