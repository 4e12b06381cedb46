/**
 * Proving to be somebody: signing in with a password, changing it, and the bound on how often that may be tried. Used by clients
 * over GraphQL only.
 */
@NullMarked
package dev.coffer.auth.signin;

import org.jspecify.annotations.NullMarked;
