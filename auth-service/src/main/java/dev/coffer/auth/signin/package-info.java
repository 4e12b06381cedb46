/**
 * Proving to be somebody: signing in with a password and, where the account has one, a second factor; changing the password; and
 * the bounds on how often either may be tried. Used by clients over GraphQL, and by the factor package, which says what second factors
 * there are.
 */
@NullMarked
package dev.coffer.auth.signin;

import org.jspecify.annotations.NullMarked;
