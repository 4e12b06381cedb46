/**
 * Closing an account: asked for by its user or an operator, refused while money is in it, waited with for a while in which signing in
 * takes it back, and then everything that says who the user was is erased.
 */
@NullMarked
package dev.coffer.auth.closing;

import org.jspecify.annotations.NullMarked;
