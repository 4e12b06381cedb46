package dev.coffer.bonus.occasion;

import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.core.store.StoreFailures;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Goes through the players of a template's day or period, a batch at a time, for as long as its turn lasts. Whoever goes on after a
 * crash begins with the batch that was not kept; who got theirs in it gets nothing more, as an award's key names the occasion.
 */
final class GoRounds {

    /** With the waits between them about ten minutes. */
    private static final int MOST_TRIES = 15;

    private final Rounds rounds;
    private final FindPlayers find;
    private final GiveBatch giveBatch;
    private final Agenda agenda;
    private final Pace pace;
    private final Clock clock;

    GoRounds(Rounds rounds, FindPlayers find, GiveBatch giveBatch, Agenda agenda, Pace pace, Clock clock) {
        this.rounds = rounds;
        this.find = find;
        this.giveBatch = giveBatch;
        this.agenda = agenda;
        this.pace = pace;
        this.clock = clock;
    }

    /** How a step ends. */
    private sealed interface Step {

        record GoOn(Round round) implements Step {}

        /** It was given back, or another has it. */
        record Over(boolean isMoreDue) implements Step {}
    }

    private static final Step REST = new Step.Over(false);

    /**
     * Until nothing is due, its turn is over, another goes on with it, or it is to stop.
     *
     * @return whether more is due now
     * @throws RuntimeException where the store is away
     */
    boolean go(Round.Key key, RunningTemplate template, BooleanSupplier isStopped) {
        Instant now = clock.instant();
        Instant until = now.plus(pace.slice());
        Round taken = rounds.take(key, agenda.first(key, template, now), now);
        Step step = taken == null ? REST : new Step.GoOn(taken);
        while (step instanceof Step.GoOn(Round round)) {
            step = isStopped.getAsBoolean() || !clock.instant().isBefore(until)
                    ? givenBack(round)
                    : stepOrGiveBack(round, template, until);
        }
        return ((Step.Over) step).isMoreDue();
    }

    private Step givenBack(Round round) {
        rounds.rest(round, clock.instant());
        return new Step.Over(true);
    }

    /** Where the store fails, nobody has to wait for the end of a lease that nobody makes use of. */
    private Step stepOrGiveBack(Round round, RunningTemplate template, Instant until) {
        try {
            return step(round, template, until);
        } catch (RuntimeException failure) {
            if (StoreFailures.isUnavailable(failure)) {
                giveBack(round, failure);
            }
            throw failure;
        }
    }

    private void giveBack(Round round, RuntimeException reason) {
        try {
            rounds.rest(round, clock.instant().plus(pace.retry()));
        } catch (RuntimeException failure) {
            // Then the lease ends by itself; the reason matters more.
            reason.addSuppressed(failure);
        }
    }

    /** One batch. */
    private Step step(Round taken, RunningTemplate template, Instant until) {
        Instant now = clock.instant();
        Round round = agenda.current(taken, template, now);
        Instant due = agenda.due(round, template, now);
        if (now.isBefore(due)) {
            return rested(round, agenda.rest(due, now));
        }
        List<FindPlayers.Found> batch = find.next(template, round, pace.batch());
        GiveBatch.Progress done = giveBatch.give(template, round, batch, now, until);
        if (done.isAway()) {
            return rested(done.round(), clock.instant().plus(pace.retry()));
        }
        boolean isEnd = done.isWhole() && batch.size() < pace.batch();
        return isEnd ? ended(done.round(), template, now) : kept(done.round(), now);
    }

    private Step rested(Round round, Instant next) {
        rounds.rest(round, next);
        return REST;
    }

    private Step kept(Round round, Instant now) {
        return rounds.keep(round, now) ? new Step.GoOn(round) : REST;
    }

    private Step ended(Round round, RunningTemplate template, Instant now) {
        if (isToTryAgain(round)) {
            return rested(round.again(), clock.instant().plus(pace.wait(round.tries())));
        }
        LocalDate next = agenda.next(round, template, now);
        return next != null ? kept(round.on(next), now) : rested(round.on(round.day()), agenda.nextLook(round, now));
    }

    /** A store that was away is no reason to pass anybody over. */
    private static boolean isToTryAgain(Round round) {
        return switch (round.missed()) {
            case NOBODY -> false;
            case WHILE_AWAY -> true;
            case BY_FAULT -> round.tries() < MOST_TRIES;
        };
    }
}
