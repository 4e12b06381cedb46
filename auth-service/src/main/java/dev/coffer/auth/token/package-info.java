/**
 * Access tokens and the keys that sign them, published at {@code /.well-known/jwks.json}. Used by the session package; what
 * other services see of it is the key set alone.
 */
@NullMarked
package dev.coffer.auth.token;

import org.jspecify.annotations.NullMarked;
