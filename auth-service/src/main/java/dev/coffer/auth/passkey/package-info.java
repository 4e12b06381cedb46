/**
 * Passkeys: credentials of WebAuthn that users sign in with alone, or take the second step with. Plugs into second factors through
 * {@link dev.coffer.auth.factor.PasskeyProofs}.
 */
@NullMarked
package dev.coffer.auth.passkey;

import org.jspecify.annotations.NullMarked;
