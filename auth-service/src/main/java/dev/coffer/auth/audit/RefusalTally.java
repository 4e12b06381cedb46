package dev.coffer.auth.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often something was refused alike within one window of time.
 *
 * @param window the start of the window
 * @param subjectId null for contacts that nobody has
 * @param bucket spreads those, so that tries at them wait for each other as little as tries at accounts do; 0 for accounts
 */
record RefusalTally(
        AuditKind kind,
        String tenantId,
        @Nullable String subjectId,
        int bucket,
        String reason,
        Instant window,
        long count,
        Instant firstAt,
        Instant lastAt) {

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int BUCKETS = 64;
    private static final int ID_BYTES = 16;

    static RefusalTally one(
            AuditKind kind, String tenantId, @Nullable String subjectId, String typed, String reason, Instant at) {
        long millis = WINDOW.toMillis();
        Instant window = Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), millis) * millis);
        // Made in either case: it is the same work.
        int bucket = Byte.toUnsignedInt(digest(typed)[0]) % BUCKETS;
        return new RefusalTally(kind, tenantId, subjectId, subjectId == null ? bucket : 0, reason, window, 1, at, at);
    }

    /** The same in every process, so that replicas count together. */
    String id() {
        String text = String.join(
                "\n",
                tenantId,
                kind.name(),
                Objects.requireNonNullElse(subjectId, ""),
                Integer.toString(bucket),
                reason,
                window.toString());
        return HexFormat.of().formatHex(digest(text), 0, ID_BYTES);
    }

    /** Whether both become one entry. */
    boolean isLike(RefusalTally other) {
        return kind == other.kind
                && tenantId.equals(other.tenantId)
                && Objects.equals(subjectId, other.subjectId)
                && reason.equals(other.reason)
                && window.equals(other.window);
    }

    RefusalTally plus(RefusalTally other) {
        return new RefusalTally(
                kind,
                tenantId,
                subjectId,
                bucket,
                reason,
                window,
                Math.addExact(count, other.count),
                firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
                lastAt.isAfter(other.lastAt) ? lastAt : other.lastAt);
    }

    AuditAct act() {
        return AuditAct.of(tenantId, kind, null)
                .about(subjectId)
                .with("reason", reason)
                .with("count", Long.toString(count))
                .with("from", firstAt.toString())
                .with("to", lastAt.toString());
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
