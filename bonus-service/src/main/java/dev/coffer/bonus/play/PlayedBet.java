package dev.coffer.bonus.play;

import java.time.Instant;
import java.util.List;

/**
 * A bet as far as sums need it.
 *
 * @param seq the wallet's number of the last event of it that was taken in: an earlier one changes nothing any more
 * @param sum what it adds once it is closed
 * @param periods the labels of the periods that it was added to; empty before it is closed and after a rollback
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
        List<String> periods,
        boolean isOver,
        Instant at) {

    PlayedBet {
        periods = List.copyOf(periods);
    }

    /** Names a bet within the installation. */
    record Key(String walletId, String betId) {}

    PlayedBet won(long number, long own) {
        Sum more = sum.plus(new Sum(0, 0, 0, own));
        return new PlayedBet(key, tenantId, userId, gameId, currency, number, more, periods, isOver, at);
    }

    PlayedBet closed(List<String> labels) {
        return new PlayedBet(key, tenantId, userId, gameId, currency, seq, sum, labels, true, at);
    }

    PlayedBet rolledBack(long number) {
        return new PlayedBet(key, tenantId, userId, gameId, currency, number, sum, List.of(), true, at);
    }

    Sum.Key in(String period) {
        return new Sum.Key(tenantId, period, currency, userId, gameId);
    }
}
