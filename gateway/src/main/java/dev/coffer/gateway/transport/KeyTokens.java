package dev.coffer.gateway.transport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coffer.core.identity.ApiKeyText;
import dev.coffer.gateway.transport.KeyExchange.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The access tokens that API keys were exchanged for, by the key's digest, each until shortly before it expires. What is revoked
 * meanwhile the token's own check finds. Keys that count for nothing are remembered for a moment, and keys that were never seen here are
 * exchanged at a bounded rate: who tries keys costs little and keeps nobody else out.
 */
final class KeyTokens {

    /** A token with less time than that is exchanged anew: a subscription that begins now goes on at least so long. */
    static final Duration SPARE = Duration.ofMinutes(1);

    static final int STRANGERS_AT_ONCE = 100;
    private static final int STRANGERS_A_SECOND = 50;
    private static final Duration REFUSED_FOR = Duration.ofSeconds(5);
    private static final int MAX_KEYS = 20_000;
    private static final int MAX_REFUSED = 10_000;

    private final KeyExchange exchange;
    private final Clock clock;
    private final Strangers strangers;
    private final Cache<String, Held> held =
            Caffeine.newBuilder().maximumSize(MAX_KEYS).build();
    private final Cache<String, Found> refused = Caffeine.newBuilder()
            .maximumSize(MAX_REFUSED)
            .expireAfterWrite(REFUSED_FOR)
            .build();
    private final ConcurrentMap<String, CompletableFuture<Found>> underWay = new ConcurrentHashMap<>();

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** @param renewAt from then on it is exchanged anew; before {@code expiresAt} unless the key itself is about to expire */
    private record Held(String token, Instant expiresAt, Instant renewAt) {

        static Held of(String token, Instant expiresAt, Instant now) {
            Instant early = expiresAt.minus(SPARE);
            return new Held(token, expiresAt, early.isAfter(now) ? early : now.plus(SHORTEST));
        }
    }

    /** What goes with a key. */
    sealed interface Found {

        record Token(String value) implements Found {}

        /** The key counts for nothing. */
        record Nothing() implements Found {}

        /** Not looked at: too many keys that were never seen come at the moment. */
        record TooMany() implements Found {}

        record Unavailable() implements Found {}
    }

    KeyTokens(KeyExchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
        this.strangers = new Strangers(STRANGERS_AT_ONCE, STRANGERS_A_SECOND, clock);
    }

    CompletableFuture<Found> find(ApiKeyText key) {
        String digest = key.digest();
        Found nothing = refused.getIfPresent(digest);
        if (nothing != null) {
            return CompletableFuture.completedFuture(nothing);
        }
        Held known = held.getIfPresent(digest);
        if (known != null && clock.instant().isBefore(known.renewAt())) {
            return CompletableFuture.completedFuture(new Found.Token(known.token()));
        }
        if (known == null && !strangers.admit()) {
            return CompletableFuture.completedFuture(new Found.TooMany());
        }
        return exchange(digest, key, known);
    }

    /** The same where the token that was found is good for nothing any more. */
    CompletableFuture<Found> findAnew(ApiKeyText key) {
        return exchange(key.digest(), key, null);
    }

    /** Of several at once for the same key only one asks. @param spare what does while nobody can be asked */
    private CompletableFuture<Found> exchange(String digest, ApiKeyText key, @Nullable Held spare) {
        CompletableFuture<Found> mine = new CompletableFuture<>();
        CompletableFuture<Found> others = underWay.putIfAbsent(digest, mine);
        if (others != null) {
            return others;
        }
        CompletableFuture.completedFuture(key)
                .thenCompose(exchange::exchange)
                .exceptionally(failed -> new Outcome.Unavailable())
                .thenAccept(outcome -> {
                    Found found = settle(digest, outcome, spare);
                    underWay.remove(digest, mine);
                    mine.complete(found);
                });
        return mine;
    }

    private Found settle(String digest, Outcome outcome, @Nullable Held spare) {
        return switch (outcome) {
            case Outcome.Exchanged(String token, Instant expiresAt) -> {
                held.put(digest, Held.of(token, expiresAt, clock.instant()));
                yield new Found.Token(token);
            }
            case Outcome.Refused ignored -> {
                held.invalidate(digest);
                Found nothing = new Found.Nothing();
                refused.put(digest, nothing);
                yield nothing;
            }
            case Outcome.Unavailable ignored ->
                spare != null && clock.instant().isBefore(spare.expiresAt())
                        ? new Found.Token(spare.token())
                        : new Found.Unavailable();
        };
    }

    /** So many at once, and as many more as time passes. */
    private static final class Strangers {

        private final int atOnce;
        private final double aMillisecond;
        private final Clock clock;
        private double left;
        private long countedAtMillis;

        private Strangers(int atOnce, int aSecond, Clock clock) {
            this.atOnce = atOnce;
            this.aMillisecond = aSecond / 1_000.0;
            this.clock = clock;
            this.left = atOnce;
            this.countedAtMillis = clock.millis();
        }

        synchronized boolean admit() {
            long now = clock.millis();
            left = Math.min(atOnce, left + Math.max(0, now - countedAtMillis) * aMillisecond);
            countedAtMillis = now;
            if (left < 1) {
                return false;
            }
            left--;
            return true;
        }
    }
}
