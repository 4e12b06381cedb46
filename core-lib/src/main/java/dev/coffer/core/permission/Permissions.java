package dev.coffer.core.permission;

import dev.coffer.access.Decision;
import dev.coffer.access.Urn;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.trace.LogContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by the policy of the caller's tenant as it is in force at that moment and, where the caller's access token is limited to
 * scopes, by those as well: both must permit. Denies by default; every denial is counted as {@code coffer.permission.denied},
 * logged, and recorded. The tenant is not its business: what belongs to another tenant is never loaded in the first place.
 */
public final class Permissions {

    private static final Logger LOG = LoggerFactory.getLogger(Permissions.class);

    private final Decisions decisions;
    private final MeterRegistry metrics;
    private final DenialRecord denials;
    private final Clock clock;

    Permissions(Decisions decisions, MeterRegistry metrics, DenialRecord denials, Clock clock) {
        this.decisions = decisions;
        this.metrics = metrics;
        this.denials = denials;
        this.clock = clock;
    }

    /**
     * A question, of which nothing is recorded: whoever keeps something from the caller because of a no calls {@link #recordDenial}. Where
     * a {@code rate} is asked for, a yes counts, once in each request.
     *
     * @param ownerId whose the resource is, or null where only a grant over all of them counts
     */
    public boolean permits(Caller caller, String resource, String action, @Nullable String ownerId) {
        return permits(caller, resource, action, ownerId, null);
    }

    /** @param targetId of the one resource that is meant, or null where it is not known or there are several */
    public boolean permits(
            Caller caller, String resource, String action, @Nullable String ownerId, @Nullable String targetId) {
        Decisions.Question question = new Decisions.Question(caller, resource, action, ownerId, targetId);
        return missingScope(caller, resource, action, ownerId) == null
                && decisions.counting(question, false).isPermitted();
    }

    /** Whether the answer would be yes now; nothing is counted by asking. */
    public boolean wouldPermit(
            Caller caller, String resource, String action, @Nullable String ownerId, @Nullable String targetId) {
        return missingScope(caller, resource, action, ownerId) == null
                && decide(caller, resource, action, ownerId, targetId).isPermitted();
    }

    /**
     * What the caller's roles alone come to, with the reasons; nothing of it is recorded or counted. The reasons are for operators, not
     * for whoever is refused.
     *
     * @param ownerId whose the resource is, or null where only a grant over all of them counts
     * @param targetId of the one resource that is meant, or null where it is not known or there are several
     */
    public Decision decide(
            Caller caller, String resource, String action, @Nullable String ownerId, @Nullable String targetId) {
        Decisions.Question question = new Decisions.Question(caller, resource, action, ownerId, targetId);
        return decisions.of(question);
    }

    /**
     * Records that a use case kept something from the caller, who may be told that there is no such thing.
     *
     * @param ownerId whose it is, or null where that is nobody
     */
    public void recordDenial(Caller caller, String resource, String action, @Nullable String ownerId) {
        Decision decision = decide(caller, resource, action, ownerId, null);
        Scope missing = missingScope(caller, resource, action, ownerId);
        String reason = !decision.isPermitted()
                ? decision.explain()
                : missing == null ? "the use case is stricter than the policy" : lack(missing);
        record(caller, resource, action, ownerId, null, reason);
    }

    /**
     * @param ownerId whose the resource is, or null where only a grant over all of them counts
     * @param field where in the schema: "Query.wallet"
     * @throws CodedException FORBIDDEN, naming what would be needed
     */
    void require(Caller caller, String resource, String action, @Nullable String ownerId, String field) {
        require(caller, resource, action, ownerId, field, false);
    }

    /** @param isAnew whether it counts, where a rate is asked for, though the same request has been counted before */
    void require(
            Caller caller, String resource, String action, @Nullable String ownerId, String field, boolean isAnew) {
        Scope missing = missingScope(caller, resource, action, ownerId);
        Decisions.Question question = new Decisions.Question(caller, resource, action, ownerId, null);
        // What the scopes refuse counts nowhere, and is refused for the roles first.
        Decision decision = missing == null ? decisions.counting(question, isAnew) : decisions.of(question);
        if (!decision.isPermitted()) {
            record(caller, resource, action, ownerId, field, decision.explain());
            throw new CodedException(
                    CommonError.FORBIDDEN, "Your roles do not permit '" + resource + ":" + action + "' here.");
        }
        if (missing != null) {
            record(caller, resource, action, ownerId, field, lack(missing));
            throw new CodedException(
                    CommonError.FORBIDDEN, "Your roles permit this, but " + lack(missing) + ", which it needs.");
        }
    }

    /**
     * Refuses what changes something where somebody else acts as the caller: they see what the caller sees, and that is all.
     *
     * @param field where in the schema: "Mutation.transferFunds"
     * @throws CodedException FORBIDDEN
     */
    void requireInPerson(Caller caller, String resource, String action, String field) {
        String actor = caller.terms().actor();
        if (actor != null) {
            record(caller, resource, action, null, field, "user " + actor + " acts as the caller, and changes nothing");
            throw new CodedException(
                    CommonError.FORBIDDEN, "Whoever acts as somebody else changes nothing; sign in as you are.");
        }
    }

    /** The narrowest scope that would do; null where the token has one, or is not limited to scopes. */
    private static @Nullable Scope missingScope(
            Caller caller, String resource, String action, @Nullable String ownerId) {
        Scopes scopes = Scopes.find(caller);
        if (scopes == null) {
            return null;
        }
        String target = caller.userId().equals(ownerId) ? "own" : "all";
        Scope needed = new Scope(new Urn(resource, action, target));
        return scopes.cover(needed.urn()) ? null : needed;
    }

    private static String lack(Scope missing) {
        return "the access token lacks the scope '" + missing + "'";
    }

    /** Has the figure of these denials there from the start, at zero. */
    Counter denied(String resource, String action) {
        return metrics.counter("coffer.permission.denied", "resource", resource, "action", action);
    }

    private void record(
            Caller caller,
            String resource,
            String action,
            @Nullable String ownerId,
            @Nullable String field,
            String reason) {
        denied(resource, action).increment();
        Denied denied = new Denied(
                caller.tenantId(),
                caller.userId(),
                resource,
                action,
                field,
                ownerId,
                reason,
                LogContext.find(LogContext.CORRELATION_ID),
                clock.instant());
        LOG.info(
                "Denied {}:{} of owner {} to user {} of tenant {} at {}: {}",
                resource,
                action,
                denied.ownerId(),
                denied.userId(),
                denied.tenantId(),
                field,
                reason);
        denials.add(denied);
    }
}
