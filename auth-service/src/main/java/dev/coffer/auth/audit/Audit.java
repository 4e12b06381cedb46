package dev.coffer.auth.audit;

import dev.coffer.auth.audit.AuditEntry.Aside;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.core.trace.LogContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The one way into the audit log. */
public final class Audit {

    private static final int SALT_BYTES = 16;

    private final AuditLog log;
    private final RefusalTallies tallies;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    Audit(AuditLog log, RefusalTallies tallies, Ids ids, SecureRandom random, Clock clock) {
        this.log = log;
        this.tallies = tallies;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Records an act in the transaction that it happens in: neither is there without the other. Nothing waits for anything here;
     * the entry is chained by {@link SealAuditLog} soon after.
     */
    public void record(UnitOfWork unit, AuditAct act) {
        record(unit, act, now());
    }

    void record(UnitOfWork unit, AuditAct act, Instant at) {
        String reason = act.reason();
        Aside aside = reason == null ? null : new Aside(reason, salt());
        log.insert(
                unit,
                new AuditEntry(
                        ids.next(),
                        act.tenantId(),
                        at,
                        act.kind().name(),
                        act.actorId(),
                        act.subjectId(),
                        act.details(),
                        LogContext.find(LogContext.CORRELATION_ID),
                        aside,
                        aside == null ? null : AuditChain.digestOf(aside)));
    }

    /** Erases the reasons that were typed about a user; the chain holds digests of them, and holds without them. */
    public void eraseReasons(UnitOfWork unit, String tenantId, String userId) {
        log.eraseAsides(unit, tenantId, userId);
    }

    /**
     * Counts something that anybody can have refused as often as they like. What is alike within a minute becomes one entry, and what
     * is tried with contacts that nobody has becomes one entry together, so that an outsider cannot fill the log. It is the same
     * work whether or not the contact is somebody's.
     *
     * @param subjectId whose account was tried; null where there is none
     * @param typed what was tried, of which nothing is kept
     * @param reason a code, such as "INVALID_CREDENTIALS"
     * @throws CodedException UNAVAILABLE when the store is away
     */
    public void countRefusal(AuditKind kind, String tenantId, @Nullable String subjectId, String typed, String reason) {
        tallies.count(RefusalTally.one(kind, tenantId, subjectId, typed, reason, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private String salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }
}
