/**
 * A new password without the present one, by a one-time code. Nothing here tells whether an account exists. Used by clients over
 * GraphQL only.
 */
@NullMarked
package dev.coffer.auth.reset;

import org.jspecify.annotations.NullMarked;
