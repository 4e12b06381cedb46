package dev.coffer.core.identity;

import java.util.Set;

/**
 * The signed-in caller of a request, as a verified access token states it.
 *
 * @param userId the user who signed in
 * @param tenantId the tenant that everything the caller sees belongs to
 * @param roles names of roles, resolved to permissions by the access engine
 * @param sessionId the session that the token was issued for
 * @param terms what else the token says of how the caller acts
 */
public record Caller(String userId, String tenantId, Set<String> roles, String sessionId, Terms terms) {

    public Caller {
        if (userId.isBlank() || tenantId.isBlank() || sessionId.isBlank()) {
            throw new IllegalArgumentException("A caller needs a user, a tenant and a session");
        }
        roles = Set.copyOf(roles);
    }

    public Caller(String userId, String tenantId, Set<String> roles, String sessionId) {
        this(userId, tenantId, roles, sessionId, Terms.NONE);
    }
}
