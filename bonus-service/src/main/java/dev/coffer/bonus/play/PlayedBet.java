package dev.coffer.bonus.play;

import dev.coffer.bonus.competition.OverBet;
import dev.coffer.bonus.competition.Scored;
import dev.coffer.bonus.selection.Selection;
import java.time.Instant;
import java.util.List;

/**
 * A bet as far as sums need it.
 *
 * @param seq the wallet's number of the last event of it that was taken in: an earlier one changes nothing any more
 * @param sum what it adds once it is closed
 * @param won all that was won, of whatever money
 * @param periods the labels of the periods that it was added to; empty before it is closed and after a rollback
 * @param scored what it is worth in competitions; empty before it is closed and after a rollback
 * @param selections what was chosen for it
 * @param isOver whether nothing more comes of it
 */
record PlayedBet(
        Key key,
        String tenantId,
        String userId,
        String gameId,
        String currency,
        long seq,
        Sum sum,
        long won,
        List<String> periods,
        List<Scored> scored,
        List<Selection> selections,
        boolean isOver,
        Instant at) {

    PlayedBet {
        periods = List.copyOf(periods);
        scored = List.copyOf(scored);
        selections = List.copyOf(selections);
    }

    /** Names a bet within the installation. */
    record Key(String walletId, String betId) {}

    /** @param own what of it became the player's own money */
    PlayedBet won(long number, long win, long own) {
        Sum more = sum.plus(new Sum(0, 0, 0, own));
        long all = Math.addExact(won, win);
        return new PlayedBet(
                key, tenantId, userId, gameId, currency, number, more, all, periods, scored, selections, isOver, at);
    }

    PlayedBet closed(List<String> labels, List<Scored> points) {
        return new PlayedBet(
                key, tenantId, userId, gameId, currency, seq, sum, won, labels, points, selections, true, at);
    }

    PlayedBet rolledBack(long number) {
        return new PlayedBet(
                key, tenantId, userId, gameId, currency, number, sum, won, List.of(), List.of(), selections, true, at);
    }

    /** As competitions see it when it is closed. */
    OverBet over(Instant overAt) {
        return new OverBet(gameId, currency, sum.staked(), won, at, overAt);
    }

    Sum.Key in(String period) {
        return new Sum.Key(tenantId, period, currency, userId, gameId);
    }
}
