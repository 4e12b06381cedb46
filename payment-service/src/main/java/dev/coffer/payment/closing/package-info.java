/**
 * What becomes of a user's wallets when their account is closed: all of them are closed, or none is. Answers auth-service, which asks by
 * events.
 */
@NullMarked
package dev.coffer.payment.closing;

import org.jspecify.annotations.NullMarked;
