/**
 * Users' wallets as the API shows them, and how they come to be: opened by {@code user.registered}, and on
 * request; closed again when the registration is undone. Used by
 * every package of this service that shows or moves money.
 */
@NullMarked
package dev.coffer.payment.wallet;

import org.jspecify.annotations.NullMarked;
