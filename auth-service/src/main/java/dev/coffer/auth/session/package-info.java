/**
 * Sessions: what a sign-in starts, a refresh continues and a logout ends. A session is a family of refresh tokens of which the
 * newest counts. Used by the signin package.
 */
@NullMarked
package dev.coffer.auth.session;

import org.jspecify.annotations.NullMarked;
