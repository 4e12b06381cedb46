package dev.coffer.bonus.competition;

import dev.coffer.bonus.competition.Scores.BoardBet;
import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.template.Competition;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gives players the points of their bets, in the competitions that run. What is told again is told apart by whoever calls: each turn of
 * a bet comes here once.
 */
public final class ScoreBets {

    private final KnownBoards known;
    private final Scores scores;
    private final Handles handles;
    private final Calendars calendars;
    private final Outbox outbox;
    private final Clock clock;
    private final Timing timing;

    ScoreBets(
            KnownBoards known,
            Scores scores,
            Handles handles,
            Calendars calendars,
            Outbox outbox,
            Clock clock,
            Timing timing) {
        this.known = known;
        this.scores = scores;
        this.handles = handles;
        this.calendars = calendars;
        this.outbox = outbox;
        this.clock = clock;
        this.timing = timing;
    }

    /**
     * What bets are worth, in the competitions that the templates have.
     *
     * @param running those of the tenant; what has no competition is passed over
     */
    public Function<OverBet, List<Scored>> worth(String tenantId, List<RunningTemplate> running) {
        List<RunningTemplate> competing = running.stream()
                .filter(template -> template.content().competition() != null)
                .toList();
        return bet -> competing.stream()
                .flatMap(template -> worth(tenantId, template, bet).stream())
                .toList();
    }

    private List<Scored> worth(String tenantId, RunningTemplate template, OverBet bet) {
        Board board = Board.of(tenantId, template, bet.overAt(), calendars.zone(tenantId));
        if (!board.holds(bet.placedAt(), bet.overAt())) {
            return List.of();
        }
        KnownBoards.Known begun = known.begin(board, template);
        Competition rule = begun.rule();
        boolean isCounted = bet.currency().equals(begun.board().currency().code())
                && begun.board().holds(bet.placedAt(), bet.overAt())
                && timing.isCounting(begun.board(), clock.instant())
                && rule.counts(bet.gameId(), bet.staked());
        return isCounted ? List.of(new Scored(board.id(), Points.of(rule.score(), bet))) : List.of();
    }

    /** In the caller's transaction. What comes when the results are about to be fixed, or stand, changes nothing. */
    public void take(UnitOfWork unit, String tenantId, List<ScoreTurn> turns) {
        Map<String, List<ScoreTurn>> byBoard = new TreeMap<>();
        for (ScoreTurn turn : turns) {
            turn.scored()
                    .forEach(scored -> byBoard.computeIfAbsent(scored.board(), board -> new ArrayList<>())
                            .add(turn));
        }
        byBoard.forEach((id, ours) -> {
            Board board = known.find(tenantId, id);
            if (board != null && timing.isCounting(board, clock.instant())) {
                take(unit, board, ours);
            }
        });
    }

    private void take(UnitOfWork unit, Board board, List<ScoreTurn> turns) {
        Map<String, Score> before =
                scores
                        .of(
                                unit,
                                board,
                                turns.stream().map(ScoreTurn::userId).distinct().toList())
                        .stream()
                        .collect(Collectors.toMap(Score::userId, score -> score));
        Map<String, Score> after = new LinkedHashMap<>();
        if (board.score().isLargest()) {
            keep(unit, board, turns);
        }
        for (ScoreTurn turn : turns) {
            Score score = after.computeIfAbsent(
                    turn.userId(), userId -> before.getOrDefault(userId, Score.none(userId, handles.next())));
            after.put(turn.userId(), score.plus(points(board, turn), turn.isUndone() ? -1 : 1, at(turn)));
        }
        if (board.score().isLargest()) {
            after.replaceAll((userId, score) -> largest(unit, board, score));
        }
        List<Score> changed = after.values().stream().map(Score::next).toList();
        scores.save(unit, board, changed);
        outbox.add(unit, EventDraft.of(ScoresChanged.of(board, after.keySet()), board.id(), board.tenantId()));
    }

    private static Instant at(ScoreTurn turn) {
        return turn.at().truncatedTo(ChronoUnit.MILLIS);
    }

    private static long points(Board board, ScoreTurn turn) {
        long points = turn.scored().stream()
                .filter(scored -> scored.board().equals(board.id()))
                .mapToLong(Scored::points)
                .sum();
        return turn.isUndone() ? -points : points;
    }

    /** A bet may be over and undone in one batch, so that it is there no more than before. */
    private void keep(UnitOfWork unit, Board board, List<ScoreTurn> turns) {
        Map<String, BoardBet> added = new LinkedHashMap<>();
        List<String> removed = new ArrayList<>();
        for (ScoreTurn turn : turns) {
            if (!turn.isUndone()) {
                added.put(turn.bet(), new BoardBet(turn.bet(), turn.userId(), points(board, turn), at(turn)));
            } else if (added.remove(turn.bet()) == null) {
                removed.add(turn.bet());
            }
        }
        scores.addBets(unit, board, added.values());
        scores.removeBets(unit, board, removed);
    }

    /** As the player's bets have it that are there now: it is the same in whatever order they came. */
    private Score largest(UnitOfWork unit, Board board, Score score) {
        BoardBet largest = scores.largest(unit, board, score.userId());
        return largest == null
                ? score.largest(0, score.bets(), score.reachedAt())
                : score.largest(largest.points(), score.bets(), largest.at());
    }
}
