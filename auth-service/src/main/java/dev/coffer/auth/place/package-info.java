/**
 * Where users sign in from, so that they hear of a sign-in from where they never did. Used by the session package, which every sign-in
 * ends in.
 */
@NullMarked
package dev.coffer.auth.place;

import org.jspecify.annotations.NullMarked;
