/** Payments between users, and the list of transfers that somebody took part in. */
@NullMarked
package dev.coffer.payment.transfer;

import org.jspecify.annotations.NullMarked;
