/**
 * Bounds on what comes from one network address: wrong passwords and codes, registrations, codes to be sent, refresh tokens that do
 * not count. Used by whatever answers those who have proven nothing yet.
 */
@NullMarked
package dev.coffer.auth.network;

import org.jspecify.annotations.NullMarked;
