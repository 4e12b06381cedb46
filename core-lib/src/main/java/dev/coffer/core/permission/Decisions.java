package dev.coffer.core.permission;

import dev.coffer.access.Decision;
import dev.coffer.access.Subject;
import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Context;
import dev.coffer.access.condition.Counter;
import dev.coffer.access.condition.Rates;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Visit;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Asks the policy of the caller's tenant, with what is known of the request, and counts what it permits where a {@code rate} bounds that. */
final class Decisions {

    private final Policies policies;
    private final PermitCounts counts;
    private final Clock clock;

    Decisions(Policies policies, PermitCounts counts, Clock clock) {
        this.policies = policies;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * @param ownerId whose the resource is, or null where only a grant over all of them counts
     * @param targetId of the one resource that is meant, or null where it is not known or there are several
     */
    record Question(
            Caller caller,
            String resource,
            String action,
            @Nullable String ownerId,
            @Nullable String targetId) {

        /** Who is counted. */
        String subject() {
            return caller.tenantId() + ":" + caller.userId();
        }
    }

    /** The answer by what is counted so far. Nothing is counted by asking. */
    Decision of(Question question) {
        return decide(question, (counter, most) -> soFar(question, counter, most));
    }

    private @Nullable Long soFar(Question question, Counter counter, long most) {
        if (most > PermitCounts.MOST) {
            return null;
        }
        return most == 0
                ? Long.valueOf(0)
                : Long.valueOf(counts.soFar(question.subject(), new Condition.Rate(counter, most), clock.millis()));
    }

    /**
     * The answer, which is counted where it is yes and a rate was asked for. Of several who ask at once so many are told yes as there is
     * room for. Who calls outside of a request is counted nowhere, and a rate does not hold for them.
     *
     * @param isAnew whether it counts though the same request has been counted before
     */
    Decision counting(Question question, boolean isAnew) {
        Visit visit = question.caller().visit();
        if (visit == null) {
            return decide(question, Rates.NONE);
        }
        AskedRates rates = new AskedRates();
        while (true) {
            Decision decision = decide(question, rates);
            // Each time round one more of the policy's rates is known to be exhausted, so there is an end.
            if (!decision.isPermitted() || rates.count(rate -> count(question, visit, rate, isAnew))) {
                return decision;
            }
        }
    }

    private boolean count(Question question, Visit visit, Condition.Rate rate, boolean isAnew) {
        if (isAnew) {
            boolean isCounted = counts.count(question.subject(), rate, clock.millis());
            visit.settle(rate, isCounted);
            return isCounted;
        }
        return visit.once(rate, () -> counts.count(question.subject(), rate, clock.millis()));
    }

    private Decision decide(Question question, Rates rates) {
        Caller caller = question.caller();
        Subject subject = new Subject(caller.userId(), caller.tenantId(), caller.roles());
        Context context = Circumstances.of(caller, clock.instant(), rates);
        return policies.of(caller.tenantId())
                .decide(
                        subject,
                        question.resource(),
                        question.action(),
                        question.ownerId(),
                        question.targetId(),
                        context);
    }
}
