package dev.coffer.auth.session;

import dev.coffer.auth.token.AccessToken;
import dev.coffer.auth.user.User;
import java.time.Instant;

/**
 * A session with the tokens that continue it, as it is given to the client: the GraphQL type {@code Session}.
 *
 * @param expiresAt when the access token expires
 * @param refreshExpiresAt when the refresh token expires if it is not used before
 */
public record Session(
        String id, String accessToken, Instant expiresAt, String refreshToken, Instant refreshExpiresAt, User user) {

    Session(String id, AccessToken access, String refreshToken, Instant refreshExpiresAt, User user) {
        this(id, access.value(), access.expiresAt(), refreshToken, refreshExpiresAt, user);
    }

    @Override
    public String toString() {
        return "Session[id=" + id + ", user=" + user.id() + "]";
    }
}
