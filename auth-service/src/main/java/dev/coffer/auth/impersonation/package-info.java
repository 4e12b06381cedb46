/**
 * Impersonation: an administrator sees what a user sees, for a few minutes, and changes nothing. Used by clients over GraphQL only; that
 * nothing is changed is held by core-lib's permissions, in every service.
 */
@NullMarked
package dev.coffer.auth.impersonation;

import org.jspecify.annotations.NullMarked;
