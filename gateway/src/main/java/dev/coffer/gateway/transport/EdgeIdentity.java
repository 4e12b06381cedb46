package dev.coffer.gateway.transport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coffer.core.identity.ApiKeyText;
import dev.coffer.core.identity.RevocableVerifier;
import dev.coffer.core.identity.Revocations;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.identity.Verification;
import java.time.Clock;
import java.time.Duration;
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
    /** Between two looks whether a token in use was revoked. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final RevocableVerifier verifier;
    private final Revocations revocations;
    private final Clock clock;
    private final @Nullable KeyTokens keys;
    private final Cache<String, Genuine> genuine =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN_TOKENS).build();

    /** A token that was verified. */
    private record Genuine(Verification.Verified token, Credentials credentials) {}

    /** @param verifier may wait for the issuer's keys: it is asked on a worker */
    public EdgeIdentity(TokenVerifier verifier, Revocations revocations, Clock clock) {
        this(new RevocableVerifier(verifier, revocations), revocations, clock, null);
    }

    private EdgeIdentity(RevocableVerifier verifier, Revocations revocations, Clock clock, @Nullable KeyTokens keys) {
        this.verifier = verifier;
        this.revocations = revocations;
        this.clock = clock;
        this.keys = keys;
    }

    /** The same, which takes API keys too. */
    public EdgeIdentity withApiKeys(KeyExchange exchange) {
        return new EdgeIdentity(verifier, revocations, clock, new KeyTokens(exchange, clock));
    }

    /** Null where no API keys are taken. */
    @Nullable
    KeyTokens keys() {
        return keys;
    }

    /** The API key that somebody means to send; null where it is none. */
    static @Nullable String keyIn(@Nullable String authorization) {
        if (authorization == null || !isBearer(authorization)) {
            return null;
        }
        String token = authorization.substring(BEARER.length()).strip();
        return ApiKeyText.isMeant(token) ? token : null;
    }

    /** Whether {@link #check} can be spared: no bearer token, or one that was found genuine and is in force. */
    boolean isKnown(@Nullable String authorization) {
        if (authorization == null || !isBearer(authorization)) {
            return true;
        }
        return known(authorization) != null;
    }

    /** What goes with the token, null where it has to be verified first; without a bearer token, {@link Credentials#NONE}. */
    @Nullable
    Credentials known(String authorization) {
        if (!isBearer(authorization)) {
            return Credentials.NONE;
        }
        Genuine found = genuine.getIfPresent(authorization);
        return found != null
                        && clock.instant().isBefore(found.token().expiresAt())
                        && revocations.find(found.token()) == null
                ? found.credentials()
                : null;
    }

    /** The same, verified if need be: nothing goes with a token that does not count, or of which that cannot be told. May wait. */
    Credentials credentials(String authorization) {
        if (!isBearer(authorization)) {
            return Credentials.NONE;
        }
        return switch (verify(authorization)) {
            case Verification.Verified verified -> Credentials.of(verified);
            case Verification.Rejected ignored -> Credentials.NONE;
        };
    }

    private Verification verify(String authorization) {
        Verification verification =
                verifier.verify(authorization.substring(BEARER.length()).strip());
        if (verification instanceof Verification.Verified verified) {
            genuine.put(authorization, new Genuine(verified, Credentials.of(verified)));
        }
        return verification;
    }

    /** As {@link #check}, of a token in use: when its time is over it ends, without the grace that a new request has. */
    @Nullable
    String recheck(@Nullable String authorization) {
        Genuine found = authorization == null ? null : genuine.getIfPresent(authorization);
        return found != null && !clock.instant().isBefore(found.token().expiresAt())
                ? Verification.Reason.EXPIRED.sentence()
                : check(authorization);
    }

    /** Why the token does not count, as a sentence for the client; null when it does. May wait for the issuer's keys. */
    @Nullable
    String check(@Nullable String authorization) {
        if (authorization == null || !isBearer(authorization)) {
            return null;
        }
        return switch (verify(authorization)) {
            case Verification.Verified ignored -> null;
            case Verification.Rejected rejected ->
                rejected.reason() == Verification.Reason.KEYS_UNAVAILABLE
                        ? null
                        : rejected.reason().sentence();
        };
    }

    /**
     * How long whoever uses the token on and on may wait before {@link #recheck}; negative without a bearer token. Never long: the
     * token may be revoked.
     */
    long millisToNextCheck(@Nullable String authorization) {
        if (authorization == null || !isBearer(authorization)) {
            return -1;
        }
        Genuine found = genuine.getIfPresent(authorization);
        // Shortly after its end, too: clocks may differ a little, and a token counts until it does nowhere.
        if (found == null) {
            return UNDECIDED.toMillis();
        }
        long left = Duration.between(clock.instant(), found.token().expiresAt()).toMillis();
        return Math.clamp(left, 0, LOOK.toMillis());
    }

    private static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }
}
