/**
 * The master key of an installation and what is sealed with keys derived from it, so that a copy of the database alone
 * gives no secret away. Used by auth-service for signing keys and refresh tokens, and by the config room for secret settings;
 * imports no other room.
 */
@NullMarked
package dev.coffer.core.seal;

import org.jspecify.annotations.NullMarked;
