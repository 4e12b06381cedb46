/**
 * Limits and responsible gaming as users, staff and other use cases meet them: the settings that say what is allowed, what a
 * user has used and has left, limits and exclusions that are set, and the tier that kyc-service tells. Whatever counts gets its
 * {@link dev.coffer.payment.usage.Counted} from {@link Limits}.
 */
@NullMarked
package dev.coffer.payment.limit;

import org.jspecify.annotations.NullMarked;
