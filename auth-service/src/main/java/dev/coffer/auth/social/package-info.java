/**
 * Signing in with an account elsewhere: Google, Facebook, Apple, LinkedIn, or any issuer of OpenID Connect. Used by clients over
 * GraphQL; what signs in then is the signin package.
 */
@NullMarked
package dev.coffer.auth.social;

import org.jspecify.annotations.NullMarked;
