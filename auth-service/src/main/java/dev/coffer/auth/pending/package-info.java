/**
 * What waits for a code: verifications, resets, registrations, sign-ins. Seen by their user, and by operators through the user; used
 * by clients over GraphQL only.
 */
@NullMarked
package dev.coffer.auth.pending;

import org.jspecify.annotations.NullMarked;
