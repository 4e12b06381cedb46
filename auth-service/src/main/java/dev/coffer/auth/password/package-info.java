/**
 * What a password must be, and how one is kept: Argon2id behind a bound on how many are computed at once, stored apart from
 * the user. Used by the user and signin packages.
 */
@NullMarked
package dev.coffer.auth.password;

import org.jspecify.annotations.NullMarked;
