/**
 * Signing in by a browser, on pages of our own that need no script, for applications that must not see the password. Used by the
 * oauth package.
 */
@NullMarked
package dev.coffer.auth.browser;

import org.jspecify.annotations.NullMarked;
