package dev.coffer.auth.revocation;

import dev.coffer.auth.revocation.StoredRevocations.Made;
import dev.coffer.core.identity.IdentitySettings;
import dev.coffer.core.identity.Revocation;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Has access tokens count no more, at every service within a second of the end of the transaction. Written with what revokes
 * them: neither happens without the other.
 */
public final class RevokeTokens {

    /** No access token lives longer: a revocation is forgotten then. */
    public static final Duration LONGEST_TOKEN = Duration.ofMinutes(5);

    private static final Duration KEPT = LONGEST_TOKEN.plus(IdentitySettings.MAX_CLOCK_SKEW);

    private final StoredRevocations stored;
    private final Ids ids;
    private final Clock clock;

    RevokeTokens(StoredRevocations stored, Ids ids, Clock clock) {
        this.stored = stored;
        this.ids = ids;
        this.clock = clock;
    }

    /** Of sessions that end. */
    public void ofSessions(UnitOfWork unit, Collection<String> sessionIds) {
        insert(unit, sessionIds, (id, until) -> Revocation.ofSession(id, until));
    }

    /** Of a user whose tokens must state at least this version of the account from now on. */
    public void ofUser(UnitOfWork unit, String tenantId, String userId, long version) {
        insert(unit, List.of(userId), (id, until) -> Revocation.ofUser(tenantId, id, version, until));
    }

    /** Of a key that signs no more and must not be trusted. */
    public void ofSigningKey(UnitOfWork unit, String keyId) {
        insert(unit, List.of(keyId), (id, until) -> Revocation.ofSigningKey(id, until));
    }

    private void insert(UnitOfWork unit, Collection<String> subjects, BiFunction<String, Instant, Revocation> of) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Function<String, Made> made = subject -> new Made(ids.next(), now, of.apply(subject, now.plus(KEPT)));
        stored.insert(unit, subjects.stream().map(made).toList());
    }
}
