/** payment-service: wallets, the ledger, transfers and deposits. Started by {@code coffer up} or by its own main class. */
@NullMarked
package dev.coffer.payment;

import org.jspecify.annotations.NullMarked;
