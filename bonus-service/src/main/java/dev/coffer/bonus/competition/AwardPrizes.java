package dev.coffer.bonus.competition;

import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.offer.GiveOffers;
import dev.coffer.bonus.offer.Occasion;
import dev.coffer.bonus.player.Players;
import dev.coffer.bonus.template.BonusValue;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Fixes the results of competitions that are over, in one transaction, and gives the prizes, each in one transaction with the note that it
 * was given: whoever is killed in the middle, and however many replicas do it at once, each is given once.
 */
final class AwardPrizes {

    /** Another replica does not begin with the same one meanwhile; what it did all the same would be given once. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration RETRY = Duration.ofMinutes(1);

    /** A template that is paused at the end of its competition is waited for. */
    private static final Duration PATIENCE = Duration.ofDays(30);

    private final Boards boards;
    private final KnownBoards known;
    private final Scores scores;
    private final RunningTemplates templates;
    private final Players players;
    private final GiveOffers offers;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    AwardPrizes(
            Boards boards,
            KnownBoards known,
            Scores scores,
            RunningTemplates templates,
            Players players,
            GiveOffers offers,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        this.boards = boards;
        this.known = known;
        this.scores = scores;
        this.templates = templates;
        this.players = players;
        this.offers = offers;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    List<Boards.Standing> due(int limit) {
        return boards.due(clock.instant(), limit);
    }

    void award(Boards.Standing due) {
        Board board = due.board();
        Instant now = clock.instant();
        if (templates.find(board.tenantId(), board.code()) == null) {
            await(board, now);
            return;
        }
        boards.postpone(board, now.plus(LEASE));
        RunningTemplate template = known.version(board);
        List<Winner> winners = due.state() == Boards.State.OPEN ? close(board) : due.winners();
        for (Winner winner : winners) {
            if (!winner.isSettled()) {
                transactions.run(unit -> give(unit, board, template, winner));
            }
        }
        end(board);
    }

    /** Tries again later what failed for another reason than that the store is away. */
    void retry(Boards.Standing due) {
        boards.postpone(due.board(), clock.instant().plus(RETRY));
    }

    /** While the template is not published, nothing is given; after a while nothing is any more. */
    private void await(Board board, Instant now) {
        if (now.isBefore(board.until().plus(PATIENCE))) {
            boards.postpone(board, now.plus(RETRY));
        } else {
            end(board);
        }
    }

    private void end(Board board) {
        transactions.run(unit -> {
            if (boards.end(unit, board)) {
                tell(unit, board);
            }
        });
    }

    /** @return who has won, now or as fixed before */
    private List<Winner> close(Board board) {
        transactions.run(unit -> {
            if (boards.close(unit, board, winners(unit, board))) {
                tell(unit, board);
            }
        });
        Boards.Standing closed = boards.find(board.tenantId(), board.id());
        return closed == null ? List.of() : closed.winners();
    }

    private List<Winner> winners(UnitOfWork unit, Board board) {
        BonusValue.Prizes prizes = known.prizes(board);
        List<Winner> winners = new ArrayList<>();
        int place = 1;
        for (Score score : scores.best(unit, board, prizes.last())) {
            long minor = prizes.of(place).minor();
            if (minor > 0) {
                winners.add(new Winner(score.userId(), place, minor, false, null));
            }
            place++;
        }
        return winners;
    }

    private void give(UnitOfWork unit, Board board, RunningTemplate template, Winner winner) {
        if (!boards.settle(unit, board, winner.userId())) {
            return;
        }
        Occasion occasion = new Occasion(
                Trigger.RANK,
                "rank:" + board.id() + ':' + winner.userId(),
                board.until().minusMillis(1),
                new Money(winner.minor(), board.currency()),
                false);
        Award award = offers.once(unit, players.hold(unit, board.tenantId(), winner.userId()), occasion, template);
        if (award != null) {
            boards.given(unit, board, winner.userId(), award.id());
        }
    }

    private void tell(UnitOfWork unit, Board board) {
        outbox.add(
                unit, EventDraft.of(new LeaderboardChanged(board.code(), board.label()), board.id(), board.tenantId()));
    }
}
