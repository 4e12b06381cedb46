package dev.coffer.bonus.award;

import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.money.Money;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.SagaRun;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.saga.Step;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way of an award to its end. Bets go on while messages travel, so it takes two steps: the money is put out of use, and what of it
 * was this award's is known by the place of that in the wallet's order; then it goes where it belongs. What comes of the award after
 * that, such as the win of a bet placed before, goes the same way in another round. There is no way back from the first step on.
 */
final class CloseSteps {

    /** Of awards that become the player's. */
    static final String CONVERT = "bonus-convert";

    /** Of all others. */
    static final String END = "bonus-end";

    /** As long as events are kept. */
    private static final Duration TO_ANSWER = Duration.ofDays(7);

    private final Awards awards;
    private final Outbox outbox;
    private final Sagas sagas;
    private final AwardTallies tallies;
    private final Clock clock;
    private final Saga<Closing> saga;

    /** @param name {@link #CONVERT} or {@link #END} */
    CloseSteps(String name, Awards awards, Outbox outbox, Sagas sagas, AwardTallies tallies, Clock clock) {
        this.awards = awards;
        this.outbox = outbox;
        this.sagas = sagas;
        this.tallies = tallies;
        this.clock = clock;
        this.saga = Saga.named(name, 1, Closing.class)
                .step(Step.<Closing>local("lock", this::lock).pivot())
                .step(Step.<Closing>await("locked", closing -> closing.own() != null)
                        .within(TO_ANSWER))
                .step(Step.local("settle", this::settle))
                .step(Step.<Closing>await("closed", Closing::closed).within(TO_ANSWER))
                .step(Step.local("end", this::end));
    }

    Saga<Closing> saga() {
        return saga;
    }

    /** The key of a round's saga. */
    static String key(String awardId, int round) {
        return awardId + ':' + round;
    }

    /** @param award as it is, with the round that begins */
    static void begin(UnitOfWork unit, Sagas sagas, Saga<Closing> saga, Award award) {
        int round = award.money().round();
        sagas.start(
                unit,
                saga,
                new Sagas.Subject(award.tenantId(), award.userId(), key(award.id(), round)),
                Closing.of(award.id(), round));
    }

    private StepResult<Closing> lock(SagaRun<Closing> run, UnitOfWork unit) {
        Award award = award(run, unit);
        AwardMoney money = award.money();
        if (money.held() == 0 || money.walletId() == null) {
            return StepResult.done(run.data().locked(0, 0));
        }
        add(
                unit,
                award,
                new AwardEvents.Closing(
                        award.id(),
                        run.data().round(),
                        award.userId(),
                        money.walletId(),
                        AwardEvents.money(award, money.held()),
                        award.value().currency().code(),
                        award.terms().name()),
                run);
        return StepResult.done(run.data());
    }

    private StepResult<Closing> settle(SagaRun<Closing> run, UnitOfWork unit) {
        Closing closing = run.data();
        if (closing.locked() == 0) {
            return StepResult.done(closing);
        }
        Award award = award(run, unit);
        long own = Objects.requireNonNull(closing.own());
        long converted = converted(award, own);
        awards.save(unit, List.of(award.with(award.money().settled(converted, own - converted))));
        tallies.settled(unit, award, converted, own - converted);
        add(
                unit,
                award,
                new AwardEvents.Settled(
                        award.id(),
                        closing.round(),
                        award.userId(),
                        AwardEvents.money(award, converted),
                        AwardEvents.money(award, own - converted),
                        AwardEvents.money(award, closing.locked() - own),
                        award.value().currency().code(),
                        award.terms().name()),
                run);
        return StepResult.done(closing);
    }

    /** What of {@code own} becomes the player's: not the bonus itself where it is sticky, and no more than the cap. */
    private static long converted(Award award, long own) {
        boolean isPlayers = award.state() instanceof AwardState.RequirementsMet
                || award.state() instanceof AwardState.Over over && over.status() == AwardState.Status.CONVERTED;
        if (!isPlayers) {
            return 0;
        }
        AwardMoney money = award.money();
        long stuck = award.terms().isSticky() ? Math.max(0, award.value().minor() - money.returned()) : 0;
        long won = Math.max(0, own - stuck);
        Money cap = award.terms().winCap();
        return cap == null ? won : Math.min(won, Math.max(0, cap.minor() - money.converted()));
    }

    private StepResult<Closing> end(SagaRun<Closing> run, UnitOfWork unit) {
        Award award = award(run, unit);
        Award ended = award.with(award.money().closed());
        AwardState.Over over = over(award.state());
        if (over != null) {
            ended = ended.with(over);
            tallies.over(unit, ended, over.status());
            add(unit, ended, AwardEvents.over(ended, over), run);
        }
        if (ended.money().held() > 0) {
            ended = ended.with(ended.money().closing());
            begin(unit, sagas, saga, ended);
        }
        awards.save(unit, List.of(ended));
        return StepResult.done(run.data());
    }

    /** Null where it is over already, and this was about what came later. */
    private AwardState.@Nullable Over over(AwardState state) {
        return switch (state) {
            case AwardState.RequirementsMet met -> met.converted(clock.instant().truncatedTo(ChronoUnit.MILLIS));
            case AwardState.Locked locked -> locked.over(clock.instant().truncatedTo(ChronoUnit.MILLIS));
            case AwardState.Over over -> null;
            case AwardState.Pending pending -> throw notEnding(state);
            case AwardState.Open open -> throw notEnding(state);
        };
    }

    private static IllegalStateException notEnding(AwardState state) {
        return new IllegalStateException("An award that is " + state.status() + " does not end");
    }

    private Award award(SagaRun<Closing> run, UnitOfWork unit) {
        return Objects.requireNonNull(
                awards.find(unit, run.tenantId(), run.data().awardId()), "the award of a saga");
    }

    private void add(UnitOfWork unit, Award award, Object event, SagaRun<Closing> run) {
        outbox.add(
                unit,
                EventDraft.of(event, award.userId(), award.tenantId())
                        .onBehalfOf(award.userId())
                        .correlatedBy(run.id()));
    }
}
