package dev.coffer.core.identity;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signed-in caller of a request, as a verified access token states it.
 *
 * @param userId the user who signed in
 * @param tenantId the tenant that everything the caller sees belongs to
 * @param roles names of roles, resolved to permissions by the access engine
 * @param sessionId the session that the token was issued for
 * @param terms what else the token says of how the caller acts
 * @param visit the request in which they call; null where it is none of theirs
 */
public record Caller(
        String userId,
        String tenantId,
        Set<String> roles,
        String sessionId,
        Terms terms,
        @Nullable Visit visit) {

    public Caller {
        if (userId.isBlank() || tenantId.isBlank() || sessionId.isBlank()) {
            throw new IllegalArgumentException("A caller needs a user, a tenant and a session");
        }
        roles = Set.copyOf(roles);
    }

    public Caller(String userId, String tenantId, Set<String> roles, String sessionId) {
        this(userId, tenantId, roles, sessionId, Terms.NONE);
    }

    public Caller(String userId, String tenantId, Set<String> roles, String sessionId, Terms terms) {
        this(userId, tenantId, roles, sessionId, terms, null);
    }

    /** The same caller in this request. */
    Caller on(Visit request) {
        return new Caller(userId, tenantId, roles, sessionId, terms, request);
    }
}
