/**
 * The master key of an installation and what is sealed with keys derived from it, so that a copy of the database alone
 * gives no secret away. Used by auth-service for signing keys, refresh tokens and one-time codes, by notification-service for those codes,
 * and by the config room for secret settings;
 * imports no other room.
 */
@NullMarked
package dev.coffer.core.seal;

import org.jspecify.annotations.NullMarked;
