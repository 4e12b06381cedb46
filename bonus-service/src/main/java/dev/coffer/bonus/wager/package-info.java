/**
 * Wagering: what each event of a wallet means for the bonuses in it. The bonuses of a wallet share its bonus money, and payment-service
 * knows none of them; so this package keeps, in the wallet's own order, how much of it is whose. See docs/adr/0091.
 */
@NullMarked
package dev.coffer.bonus.wager;

import org.jspecify.annotations.NullMarked;
