/**
 * Payment intents: users pay orders of a shop from their wallets. An intent is one document that any replica takes up and takes to its
 * end, as withdrawals are: the money is set aside; whoever sells captures it, or nobody does in time; what was paid can be given back
 * once. Every step is noted before it is made and carries a key that follows from the intent's id, so it may be made again.
 *
 * @see <a href="file:../../../../../../../../../docs/adr/0039-payment-intents.md">docs/adr/0039</a>
 */
@NullMarked
package dev.coffer.payment.intent;

import org.jspecify.annotations.NullMarked;
