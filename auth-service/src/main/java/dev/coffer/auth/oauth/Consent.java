package dev.coffer.auth.oauth;

import java.time.Instant;
import java.util.Set;

/** That a user lets an application do something, remembered so that they are not asked again for the same. */
record Consent(String tenantId, String userId, String clientId, Set<String> scopes, Instant givenAt) {

    Consent {
        scopes = Set.copyOf(scopes);
    }
}
