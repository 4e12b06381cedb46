/**
 * OAuth 2.1 and OpenID Connect for applications of third parties: Spring Security's authorization server speaks the protocol, and
 * what it keeps, signs and asks is ours. Its filters stand before its own endpoints and before nothing else.
 */
@NullMarked
package dev.coffer.auth.oauth;

import org.jspecify.annotations.NullMarked;
