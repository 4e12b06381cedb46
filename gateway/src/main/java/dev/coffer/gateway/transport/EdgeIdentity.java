package dev.coffer.gateway.transport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.identity.Verification;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Turns away tokens that count for nothing before any subgraph is asked. The subgraphs verify again: this only saves them
 * the work, and where the issuer's keys cannot be read it leaves the decision to them.
 */
public final class EdgeIdentity {
    private static final String BEARER = "Bearer ";
    private static final int MAX_KNOWN_TOKENS = 20_000;
    /** Between two tries to decide about a token in use that could not be decided about. */
    private static final Duration UNDECIDED = Duration.ofSeconds(30);

    private final TokenVerifier verifier;
    private final Clock clock;
    private final Cache<String, Instant> genuineUntil =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN_TOKENS).build();

    /** @param verifier may wait for the issuer's keys: it is asked on a worker */
    public EdgeIdentity(TokenVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    /** Whether {@link #check} can be spared: no bearer token, or one that was found genuine and is in force. */
    boolean isKnown(@Nullable String authorization) {
        if (authorization == null || !isBearer(authorization)) {
            return true;
        }
        Instant until = genuineUntil.getIfPresent(authorization);
        return until != null && clock.instant().isBefore(until);
    }

    /** As {@link #check}, of a token in use: when its time is over it ends, without the grace that a new request has. */
    @Nullable
    String recheck(@Nullable String authorization) {
        Instant until = authorization == null ? null : genuineUntil.getIfPresent(authorization);
        return until != null && !clock.instant().isBefore(until)
                ? Verification.Reason.EXPIRED.sentence()
                : check(authorization);
    }

    /** Why the token does not count, as a sentence for the client; null when it does. May wait for the issuer's keys. */
    @Nullable
    String check(@Nullable String authorization) {
        if (authorization == null || !isBearer(authorization)) {
            return null;
        }
        return switch (verifier.verify(authorization.substring(BEARER.length()).strip())) {
            case Verification.Verified verified -> {
                genuineUntil.put(authorization, verified.expiresAt());
                yield null;
            }
            case Verification.Rejected rejected ->
                rejected.reason() == Verification.Reason.KEYS_UNAVAILABLE
                        ? null
                        : rejected.reason().sentence();
        };
    }

    /**
     * How long whoever uses the token on and on may wait before {@link #recheck}; negative without a bearer token. Where the issuer's
     * keys could not be read, that is soon.
     */
    long millisToNextCheck(@Nullable String authorization) {
        if (authorization == null || !isBearer(authorization)) {
            return -1;
        }
        Instant until = genuineUntil.getIfPresent(authorization);
        // Shortly after its end, too: clocks may differ a little, and a token counts until it does nowhere.
        return until == null
                ? UNDECIDED.toMillis()
                : Math.max(0, Duration.between(clock.instant(), until).toMillis());
    }

    private static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }
}
