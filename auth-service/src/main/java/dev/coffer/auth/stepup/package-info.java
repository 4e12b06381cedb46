/** Which operations of auth-service demand a fresh proof of who asks, as each tenant sets it. */
@NullMarked
package dev.coffer.auth.stepup;

import org.jspecify.annotations.NullMarked;
