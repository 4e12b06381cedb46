package dev.coffer.auth.session;

import dev.coffer.auth.token.Authentication;
import dev.coffer.core.identity.Client;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;

/**
 * What is known of a session that goes on: the newest refresh token by its digest, and the one before it.
 *
 * @param generation of the newest token, from 1
 * @param current digest of the newest token
 * @param previous digest of the token before it; empty in generation 1
 * @param startedAt when the user signed in
 * @param rotatedAt when the newest token was made
 * @param authentication the strongest so far; told by every access token of the session
 * @param whereabouts where it is used, shown to its user
 */
@SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest.isEqual
public record RefreshFamily(
        String sessionId,
        String tenantId,
        String userId,
        long generation,
        byte[] current,
        byte[] previous,
        Instant startedAt,
        Instant rotatedAt,
        Authentication authentication,
        Whereabouts whereabouts) {

    /** What presenting a genuine token of this family comes to. */
    public sealed interface Presented {

        /** The token is the newest: {@code family} is to be saved and its token given out. */
        record Rotated(RefreshFamily family, RefreshToken successor) implements Presented {}

        /** The token was rotated a moment ago: the same successor again, nothing to save. */
        record Repeated(RefreshToken successor) implements Presented {}

        /** The token was used before: two parties hold it, and nobody knows which one is the user. */
        record Reused() implements Presented {}

        /** The session is older, or was idle for longer, than sessions may be. */
        record Expired() implements Presented {}
    }

    /** One that a third party uses, from wherever that is. */
    public RefreshFamily(
            String sessionId,
            String tenantId,
            String userId,
            long generation,
            byte[] current,
            byte[] previous,
            Instant startedAt,
            Instant rotatedAt,
            Authentication authentication) {
        this(
                sessionId,
                tenantId,
                userId,
                generation,
                current,
                previous,
                startedAt,
                rotatedAt,
                authentication,
                Whereabouts.UNKNOWN);
    }

    static RefreshFamily started(
            RefreshToken first, String userId, byte[] digest, Authentication authentication, Whereabouts whereabouts) {
        Instant now = authentication.at();
        return new RefreshFamily(
                first.sessionId(),
                first.tenantId(),
                userId,
                first.generation(),
                digest,
                new byte[0],
                now,
                now,
                authentication,
                whereabouts);
    }

    /** The session is used from there now. */
    RefreshFamily seen(Client client) {
        return new RefreshFamily(
                sessionId,
                tenantId,
                userId,
                generation,
                current,
                previous,
                startedAt,
                rotatedAt,
                authentication,
                whereabouts.seen(client));
    }

    public Instant endsAt(SessionLimits limits) {
        Instant idleEnd = rotatedAt.plus(limits.idle());
        Instant absoluteEnd = startedAt.plus(limits.absolute());
        return idleEnd.isBefore(absoluteEnd) ? idleEnd : absoluteEnd;
    }

    public Presented present(RefreshToken token, RefreshTokens tokens, SessionLimits limits, Instant now) {
        if (!now.isBefore(endsAt(limits))) {
            return new Presented.Expired();
        }
        byte[] digest = tokens.digest(token);
        RefreshToken successor = tokens.successorOf(token);
        if (token.generation() == generation && MessageDigest.isEqual(digest, current)) {
            return new Presented.Rotated(rotated(successor, tokens.digest(successor), now), successor);
        }
        boolean isInGrace = token.generation() == generation - 1
                && MessageDigest.isEqual(digest, previous)
                && now.isBefore(rotatedAt.plus(limits.grace()));
        return isInGrace ? new Presented.Repeated(successor) : new Presented.Reused();
    }

    private RefreshFamily rotated(RefreshToken successor, byte[] digest, Instant now) {
        return new RefreshFamily(
                sessionId,
                tenantId,
                userId,
                successor.generation(),
                digest,
                current,
                startedAt,
                now,
                authentication,
                whereabouts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RefreshFamily family
                && sessionId.equals(family.sessionId)
                && generation == family.generation
                && Arrays.equals(current, family.current);
    }

    @Override
    public int hashCode() {
        return sessionId.hashCode();
    }

    @Override
    public String toString() {
        return "RefreshFamily[sessionId=" + sessionId + ", userId=" + userId + ", generation=" + generation + "]";
    }
}
