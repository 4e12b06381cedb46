/**
 * The master key of an installation and what is sealed with keys derived from it, so that a copy of the database alone
 * gives no secret away. Used by the token and session packages.
 */
@NullMarked
package dev.coffer.auth.seal;

import org.jspecify.annotations.NullMarked;
