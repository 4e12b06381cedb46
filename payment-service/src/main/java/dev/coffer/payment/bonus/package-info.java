/**
 * Moves money for bonuses: hears bonus-service, which decides, and books what it says, each step once. What came of it is told by the
 * ledger's own events, in the order of each wallet; only a no is told from here. See docs/adr/0091.
 */
@NullMarked
package dev.coffer.payment.bonus;

import org.jspecify.annotations.NullMarked;
