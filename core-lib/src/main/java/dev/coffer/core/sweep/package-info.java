/** Looking every so often for what was left undone, as deposits, withdrawals, payments of orders and holds need it. */
@NullMarked
package dev.coffer.payment.sweep;

import org.jspecify.annotations.NullMarked;
