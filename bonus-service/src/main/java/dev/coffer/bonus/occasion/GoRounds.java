package dev.coffer.bonus.occasion;

import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.offer.Occasion;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through the players of a template's day or period, a batch at a time, and gives each what they are due. Whoever goes on after a
 * crash begins with the batch that was not kept; who got theirs in it gets nothing more, as an award's key names the occasion.
 *
 * <p>Metric: {@code coffer.bonus.occasions.failures} counts players for whom it failed; they are tried again.
 */
final class GoRounds {

    private static final Logger LOG = LoggerFactory.getLogger(GoRounds.class);
    private static final int BATCH = 50;
    private static final int MOST_TRIES = 10;
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Rounds rounds;
    private final FindPlayers find;
    private final Agenda agenda;
    private final Players players;
    private final GiveOffers offers;
    private final Transactions transactions;
    private final Clock clock;
    private final Counter failures;

    GoRounds(
            Rounds rounds,
            FindPlayers find,
            Agenda agenda,
            Players players,
            GiveOffers offers,
            Transactions transactions,
            Clock clock,
            MeterRegistry meters) {
        this.rounds = rounds;
        this.find = find;
        this.agenda = agenda;
        this.players = players;
        this.offers = offers;
        this.transactions = transactions;
        this.clock = clock;
        this.failures = meters.counter("coffer.bonus.occasions.failures");
    }

    /** Until nothing is due, another goes on with it, or it is to stop. @throws RuntimeException where the store is away */
    void go(Round.Key key, RunningTemplate template, BooleanSupplier isStopped) {
        Instant now = clock.instant();
        Round round = rounds.take(key, agenda.first(key, template, now), now);
        while (round != null && !isStopped.getAsBoolean()) {
            round = step(round, template);
        }
    }

    /** One batch. @return null where there is no more to do now */
    private @Nullable Round step(Round taken, RunningTemplate template) {
        Instant now = clock.instant();
        Round round = agenda.current(taken, template, now);
        Instant due = agenda.due(round, template, now);
        if (now.isBefore(due)) {
            rounds.rest(round, agenda.rest(due, now));
            return null;
        }
        List<FindPlayers.Found> batch = find.next(template, round, BATCH);
        boolean isFailed = false;
        for (FindPlayers.Found found : batch) {
            isFailed |= !give(template, round, found, now);
        }
        Round done = batch.isEmpty() ? round : round.after(batch.getLast().userId(), isFailed);
        return batch.size() == BATCH ? kept(done, now) : ended(done, template, now);
    }

    private @Nullable Round kept(Round round, Instant now) {
        return rounds.keep(round, now) ? round : null;
    }

    private @Nullable Round ended(Round round, RunningTemplate template, Instant now) {
        if (round.hasFailures() && round.tries() < MOST_TRIES) {
            rounds.rest(round.again(), now.plus(RETRY));
            return null;
        }
        LocalDate next = agenda.next(round, template, now);
        if (next != null) {
            return kept(round.on(next), now);
        }
        rounds.rest(round.on(round.day()), agenda.nextLook(round, now));
        return null;
    }

    /** @return false where it failed */
    private boolean give(RunningTemplate template, Round round, FindPlayers.Found found, Instant now) {
        if (found.amount() != null && !found.amount().isPositive()) {
            return true;
        }
        String tenantId = round.key().tenantId();
        try {
            transactions.run(unit -> {
                Occasion seen =
                        find.occasion(template, round, players.find(tenantId, found.userId()), found.amount(), now);
                if (!offers.isGiven(unit, tenantId, seen.key(), template)) {
                    Player player = players.hold(unit, tenantId, found.userId());
                    offers.once(unit, player, find.occasion(template, round, player, found.amount(), now), template);
                }
            });
            return true;
        } catch (RuntimeException failure) {
            failures.increment();
            if (StoreFailures.isUnavailable(failure)) {
                // Whoever takes the round when the lease is over begins with this batch.
                throw failure;
            }
            LOG.error("A player was not given what they are due in {}", round.key(), failure);
            return false;
        }
    }
}
