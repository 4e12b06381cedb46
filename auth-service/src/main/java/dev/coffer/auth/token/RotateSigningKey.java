package dev.coffer.auth.token;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the next key sign in place of the current one. Tokens that the current one has signed go on counting, unless somebody else
 * may have it: then they count no more, and every client refreshes its session once.
 */
final class RotateSigningKey {

    /** Verifiers read the published keys at least this often, so that whoever verifies has a key that is as old. */
    static final Duration PUBLISHED_BEFORE = Duration.ofMinutes(15);
    /** Retired keys are kept for those who look, long after their last token has expired. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(RotateSigningKey.class);

    private final SigningKeys stored;
    private final KeyRing ring;
    private final RevokeTokens revoke;
    private final Audit audit;
    private final String tenantId;
    private final Transactions transactions;
    private final Clock clock;

    /** @param tenantId the installation's first tenant, whose administrators look after the keys of all */
    RotateSigningKey(
            SigningKeys stored,
            KeyRing ring,
            RevokeTokens revoke,
            Audit audit,
            String tenantId,
            Transactions transactions,
            Clock clock) {
        this.stored = stored;
        this.ring = ring;
        this.revoke = revoke;
        this.audit = audit;
        this.tenantId = tenantId;
        this.transactions = transactions;
        this.clock = clock;
    }

    sealed interface Result {

        record Rotated(SigningKey current) implements Result {}

        record Refused(SigningKeyRefusal reason, Duration pause) implements Result {}
    }

    /** Rotates when the current key has signed for as long as it may. */
    void rotateIfDue(KeyRotation setting) {
        Instant since = ring.current().signsFrom();
        if (since != null && !clock.instant().isBefore(since.plus(setting.every()))) {
            rotate(false, AuditAct.of(tenantId, AuditKind.SIGNING_KEY_ROTATED, null));
        }
    }

    /**
     * @param isCompromised whether nobody is to trust the current key any more
     * @throws CodedException CONFLICT when another replica or operator rotated at the same time; UNAVAILABLE
     */
    Result rotate(Caller caller, boolean isCompromised) {
        return rotate(isCompromised, AuditAct.by(caller, AuditKind.SIGNING_KEY_ROTATED));
    }

    private Result rotate(boolean isCompromised, AuditAct act) {
        ring.refresh();
        SigningKey current = ring.current();
        SigningKey next = Objects.requireNonNull(ring.ring().next(), "a ring has a next key");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Duration pause = Duration.between(now, next.createdAt().plus(PUBLISHED_BEFORE));
        if (pause.isPositive() && !isCompromised) {
            return new Result.Refused(SigningKeyRefusal.NEXT_KEY_TOO_NEW, pause);
        }
        long generation = ring.ring().keys().getLast().generation() + 1;
        SigningKey following = new SigningKey(generation, KeyRing.generate(), now);
        transactions.run(unit -> {
            if (!stored.rotate(unit, next, following, now)) {
                throw new CodedException(CommonError.CONFLICT, "The key was rotated elsewhere just now.");
            }
            if (isCompromised) {
                stored.distrust(unit, current, now);
                revoke.ofSigningKey(unit, current.id());
            }
            stored.forgetRetired(unit, now.minus(KEPT));
            audit.record(unit, act.with("key", next.id()).with("isCompromised", Boolean.toString(isCompromised)));
        });
        ring.refresh();
        LOG.info(
                "Access tokens are signed with key {} from now on",
                ring.current().id());
        return new Result.Rotated(ring.current());
    }
}
