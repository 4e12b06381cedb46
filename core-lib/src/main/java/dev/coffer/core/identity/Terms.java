package dev.coffer.core.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * On which terms a caller acts, as the access token states them.
 *
 * @param scopes what the token is limited to besides the caller's roles, by its claim {@code scope}; null where it states none,
 *     and the roles alone decide
 * @param acr how strongly the caller has proven who they are: "1" by a password, "1a" by a password once more where that is all
 *     they have, "2" with a second factor; null where the token states nothing
 * @param authenticatedAt when that was, by the claim {@code auth_time}; null where the token states nothing
 * @param actor whoever acts as the caller, by the claim {@code act} of RFC 8693; null for the caller in person
 */
public record Terms(
        @Nullable Set<String> scopes,
        @Nullable String acr,
        @Nullable Instant authenticatedAt,
        @Nullable String actor) {

    /** Those of a token that states no terms. */
    public static final Terms NONE = new Terms(null, null, null, null);

    public Terms {
        scopes = scopes == null ? null : Set.copyOf(scopes);
    }
}
