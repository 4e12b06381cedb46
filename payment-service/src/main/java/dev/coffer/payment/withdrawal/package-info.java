/**
 * Withdrawals: money from a wallet to a destination outside. A withdrawal is one document that any replica takes up and takes to its
 * end: the money is set aside, somebody approves where the amount asks for it, the provider pays, and what was set aside is captured,
 * or given back where it is certain that nothing was paid.
 *
 * <p>Every step is noted before it is made and carries a key that follows from the withdrawal's id, so it may be made again: after
 * a crash anywhere, after a lost answer, or twice at once. No change is made to a withdrawal but from the version that it was
 * decided on. What may have been paid is never given back: an outcome that is not known is asked for again, and is an operator's
 * to find out in the end.
 *
 * @see <a href="file:../../../../../../../../../docs/adr/0036-withdrawals.md">docs/adr/0036</a>
 */
@NullMarked
package dev.coffer.payment.withdrawal;

import org.jspecify.annotations.NullMarked;
