package dev.coffer.auth.browser;

import dev.coffer.auth.token.Authentication;

/**
 * That somebody is signed in at a browser.
 *
 * @param sessionId the session that the sign-in started: where it ends, this does
 * @param authentication what the user has proven
 */
public record BrowserSession(String tenantId, String userId, String sessionId, Authentication authentication) {}
