package dev.coffer.bonus.occasion;

import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.offer.SiftOffers;
import dev.coffer.bonus.offer.SiftOffers.Candidate;
import dev.coffer.bonus.player.Player;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a batch of a round's players what they are due. Who is not due anything by what was last committed costs a share of a few
 * reads; only who may be is held, in a transaction of their own, in which it is decided again.
 *
 * <p>Metrics: {@code coffer.bonus.occasions.failures} counts players for whom it failed; they are tried again.
 * {@code coffer.bonus.occasions.players} counts those who were looked at.
 */
final class GiveBatch {

    private static final Logger LOG = LoggerFactory.getLogger(GiveBatch.class);

    /** The store is away rather than contended when it failed for so many players of a batch. */
    private static final int MOST_AWAY = 3;

    private final FindPlayers find;
    private final Players players;
    private final SiftOffers sift;
    private final GiveOffers offers;
    private final Transactions transactions;
    private final Clock clock;
    private final Counter failures;
    private final Counter looked;

    GiveBatch(
            FindPlayers find,
            Players players,
            SiftOffers sift,
            GiveOffers offers,
            Transactions transactions,
            Clock clock,
            MeterRegistry meters) {
        this.find = find;
        this.players = players;
        this.sift = sift;
        this.offers = offers;
        this.transactions = transactions;
        this.clock = clock;
        this.failures = meters.counter("coffer.bonus.occasions.failures");
        this.looked = meters.counter("coffer.bonus.occasions.players");
    }

    /**
     * @param round how far it has come
     * @param isWhole whether everybody of the batch was looked at
     * @param isAway whether the store failed too often to go on now
     */
    record Progress(Round round, boolean isWhole, boolean isAway) {}

    /** @param until when it stops between two players */
    Progress give(RunningTemplate template, Round begun, List<FindPlayers.Found> batch, Instant now, Instant until) {
        Set<String> due = due(template, begun, batch, now);
        Round round = begun;
        int tried = 0;
        int away = 0;
        for (FindPlayers.Found found : batch) {
            Round.Missed missed = Round.Missed.NOBODY;
            if (due.contains(found.userId())) {
                // One at least, however long the reading took: what stays where it is would never come to its end.
                boolean isTimeOver = tried > 0 && !clock.instant().isBefore(until);
                if (away >= MOST_AWAY || isTimeOver) {
                    return new Progress(round, false, away > 0);
                }
                missed = give(template, round, found, now);
                tried++;
            }
            away += missed == Round.Missed.WHILE_AWAY ? 1 : 0;
            round = round.after(found.userId(), missed);
            looked.increment();
        }
        return new Progress(round, true, away >= MOST_AWAY);
    }

    private Set<String> due(RunningTemplate template, Round round, List<FindPlayers.Found> batch, Instant now) {
        List<FindPlayers.Found> worth = batch.stream()
                .filter(found -> found.amount() == null || found.amount().isPositive())
                .toList();
        if (worth.isEmpty()) {
            return Set.of();
        }
        List<String> userIds = worth.stream().map(FindPlayers.Found::userId).toList();
        Map<String, Player> known = players.find(round.key().tenantId(), userIds);
        List<Candidate> candidates = worth.stream()
                .map(found -> candidate(template, round, found, Objects.requireNonNull(known.get(found.userId())), now))
                .toList();
        return sift.sift(template, candidates).stream()
                .map(one -> one.player().userId())
                .collect(Collectors.toSet());
    }

    private Candidate candidate(
            RunningTemplate template, Round round, FindPlayers.Found found, Player player, Instant now) {
        return new Candidate(player, find.occasion(template, round, player, found.amount(), now));
    }

    private Round.Missed give(RunningTemplate template, Round round, FindPlayers.Found found, Instant now) {
        try {
            transactions.run(unit -> {
                Player player = players.hold(unit, round.key().tenantId(), found.userId());
                offers.once(unit, player, find.occasion(template, round, player, found.amount(), now), template);
            });
            return Round.Missed.NOBODY;
        } catch (RuntimeException failure) {
            failures.increment();
            if (StoreFailures.isUnavailable(failure)) {
                LOG.warn("A player waits for what they are due in {}: {}", round.key(), failure.toString());
                return Round.Missed.WHILE_AWAY;
            }
            LOG.error("A player was not given what they are due in {}", round.key(), failure);
            return Round.Missed.BY_FAULT;
        }
    }
}
