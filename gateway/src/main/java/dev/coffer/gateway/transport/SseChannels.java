package dev.coffer.gateway.transport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Streams of this process that carry several operations, by the tokens that reserve them. Used by all event loops. */
final class SseChannels {
    /** How long a reserved stream may take to be opened. */
    private static final Duration RESERVED_FOR = Duration.ofSeconds(30);

    private static final int MAX_RESERVED = 10_000;
    private static final int TOKEN_BYTES = 24;

    private final SecureRandom random = new SecureRandom();
    private final Cache<String, Boolean> reserved = Caffeine.newBuilder()
            .maximumSize(MAX_RESERVED)
            .expireAfterWrite(RESERVED_FOR)
            .build();
    private final Map<String, SseChannel> open = new ConcurrentHashMap<>();

    /** A token that opens one stream, once. Whoever knows it can read what its operations answer. */
    String reserve() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        reserved.put(token, true);
        return token;
    }

    /** Whether the token was reserved, and is now used. */
    boolean redeem(String token) {
        return reserved.asMap().remove(token) != null;
    }

    void add(SseChannel channel) {
        open.put(channel.token(), channel);
    }

    void remove(String token) {
        open.remove(token);
    }

    @Nullable
    SseChannel find(String token) {
        return open.get(token);
    }
}
