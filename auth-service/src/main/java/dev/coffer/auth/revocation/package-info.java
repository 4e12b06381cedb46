/**
 * Revocations: which access tokens count no more before their time. Written in the transaction of what revokes them, read by every
 * replica, published to whoever verifies tokens. Used by the packages session, user and token.
 */
@NullMarked
package dev.coffer.auth.revocation;

import org.jspecify.annotations.NullMarked;
