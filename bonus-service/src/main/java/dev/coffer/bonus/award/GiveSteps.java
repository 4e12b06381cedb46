package dev.coffer.bonus.award;

import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.SagaRun;
import dev.coffer.core.saga.Step;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * The way of an award to its money: approved where it has to be, told, and answered by payment-service. Once it is told there is no
 * way back, as the money may be in the wallet: an answer that does not come needs an operator's attention.
 */
final class GiveSteps {

    static final String SAGA = "bonus-award";

    /** An operator's working day and night. */
    private static final Duration TO_APPROVE = Duration.ofHours(24);

    /** As long as events are kept. */
    private static final Duration TO_ANSWER = Duration.ofDays(7);

    private final Awards awards;
    private final Outbox outbox;
    private final Clock clock;

    GiveSteps(Awards awards, Outbox outbox, Clock clock) {
        this.awards = awards;
        this.outbox = outbox;
        this.clock = clock;
    }

    Saga<Giving> saga() {
        return Saga.named(SAGA, 1, Giving.class)
                .step(Step.<Giving>await("approval", Giving::approved)
                        .within(TO_APPROVE)
                        .compensate(this::giveUp))
                .step(Step.<Giving>local("tell", this::tell).pivot())
                .step(Step.<Giving>await("money", Giving::answered).within(TO_ANSWER))
                .step(Step.local("settle", this::settle));
    }

    private StepResult<Giving> tell(SagaRun<Giving> run, UnitOfWork unit) {
        Award award = award(run, unit);
        add(unit, award, AwardEvents.Awarded.of(award), run);
        return StepResult.done(run.data());
    }

    private StepResult<Giving> settle(SagaRun<Giving> run, UnitOfWork unit) {
        String refusal = run.data().refusal();
        if (refusal != null) {
            cancel(run, unit, refusal);
        }
        return StepResult.done(run.data());
    }

    private void giveUp(SagaRun<Giving> run, UnitOfWork unit) {
        cancel(run, unit, "It was not approved.");
    }

    private void cancel(SagaRun<Giving> run, UnitOfWork unit, String reason) {
        Award award = award(run, unit);
        if (award.state() instanceof AwardState.Pending pending) {
            AwardState.Over over = pending.cancelled(clock.instant().truncatedTo(ChronoUnit.MILLIS), reason);
            awards.save(unit, List.of(award.with(over)));
            add(unit, award, AwardEvents.over(award, over), run);
        }
    }

    private Award award(SagaRun<Giving> run, UnitOfWork unit) {
        return Objects.requireNonNull(
                awards.find(unit, run.tenantId(), run.data().awardId()), "the award of a saga");
    }

    private void add(UnitOfWork unit, Award award, Object event, SagaRun<Giving> run) {
        outbox.add(
                unit,
                EventDraft.of(event, award.userId(), award.tenantId())
                        .onBehalfOf(award.userId())
                        .correlatedBy(run.id()));
    }
}
