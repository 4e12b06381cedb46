/** Which movements of money demand a fresh proof of who asks, as each tenant sets it. */
@NullMarked
package dev.coffer.payment.stepup;

import org.jspecify.annotations.NullMarked;
