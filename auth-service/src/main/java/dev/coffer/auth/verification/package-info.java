/**
 * Proving that a contact is the signed-in user's, by a one-time code that is sent there. Used by clients over GraphQL only.
 */
@NullMarked
package dev.coffer.auth.verification;

import org.jspecify.annotations.NullMarked;
