/** What moving money costs: the schedule, and the quote that previews it. Used by deposits, withdrawals and transfers. */
@NullMarked
package dev.coffer.payment.fee;

import org.jspecify.annotations.NullMarked;
