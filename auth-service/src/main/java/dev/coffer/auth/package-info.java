/** Coffer: auth-service. */
@NullMarked
package dev.coffer.auth;

import org.jspecify.annotations.NullMarked;
