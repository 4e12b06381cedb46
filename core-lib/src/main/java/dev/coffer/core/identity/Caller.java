package dev.coffer.core.identity;

import java.util.Set;

/**
 * The signed-in caller of a request, as a verified access token states it.
 *
 * @param userId the user who signed in
 * @param tenantId the tenant that everything the caller sees belongs to
 * @param roles names of roles, resolved to permissions by the access engine
 * @param sessionId the session that the token was issued for
 */
public record Caller(String userId, String tenantId, Set<String> roles, String sessionId) {

    public Caller {
        if (userId.isBlank() || tenantId.isBlank() || sessionId.isBlank()) {
            throw new IllegalArgumentException("A caller needs a user, a tenant and a session");
        }
        roles = Set.copyOf(roles);
    }
}
