/**
 * Users: who they are, how they register, which roles they hold. Owns the federated {@code User}. Used by the signin and session
 * packages, and by the {@code coffer} command, which makes the first administrator through {@link CreateUser}.
 */
@NullMarked
package dev.coffer.auth.user;

import org.jspecify.annotations.NullMarked;
