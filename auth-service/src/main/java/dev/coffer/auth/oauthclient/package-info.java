/**
 * The applications of third parties that a tenant's administrators register: what they are called, where users are sent back to,
 * what they may ask for. Used by the oauth package, which answers them.
 */
@NullMarked
package dev.coffer.auth.oauthclient;

import org.jspecify.annotations.NullMarked;
