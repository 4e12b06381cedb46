package dev.coffer.auth.apikey;

import dev.coffer.auth.token.AccessToken;
import dev.coffer.auth.token.AccessTokens;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.identity.ApiKeyText;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Terms;
import dev.coffer.core.permission.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives an access token for an API key. It is like any other, but for the claim {@code scope}, and that its {@code sid} is the key:
 * who revokes the key ends it within a second.
 */
final class ExchangeApiKey {

    /** Compared with where no key has the prefix, for the same work. */
    private static final String NO_DIGEST = "-".repeat(64);

    private final ApiKeys keys;
    private final Users users;
    private final AccessTokens tokens;
    private final Clock clock;

    ExchangeApiKey(ApiKeys keys, Users users, AccessTokens tokens, Clock clock) {
        this.keys = keys;
        this.users = users;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Null for a key that counts for nothing: unknown, revoked, expired, or of an account that is not active. */
    @Nullable
    AccessToken exchange(String presented) {
        ApiKeyText text = ApiKeyText.parse(presented);
        if (text == null) {
            return null;
        }
        ApiKey key = keys.findByPrefix(text.prefix());
        boolean isRight = areEqual(text.digest(), key == null ? NO_DIGEST : key.digest());
        Instant now = clock.instant();
        if (key == null || !isRight || key.isExpired(now)) {
            return null;
        }
        User user = users.find(key.tenantId(), key.userId());
        if (user == null || !user.isActive()) {
            return null;
        }
        keys.used(key, now);
        return tokens.issueForKey(caller(user, key), user.version(), key.expiresAt());
    }

    private static Caller caller(User user, ApiKey key) {
        Terms terms =
                new Terms(key.scopes().stream().map(Scope::toString).collect(Collectors.toSet()), null, null, null);
        return new Caller(user.id(), user.tenantId(), user.roles(), key.id(), terms);
    }

    private static boolean areEqual(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
