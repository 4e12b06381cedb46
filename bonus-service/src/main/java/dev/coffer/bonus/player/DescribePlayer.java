package dev.coffer.bonus.player;

import dev.coffer.core.store.Transactions;
import java.time.MonthDay;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what an operator says of a player. */
final class DescribePlayer {

    private final Players players;
    private final Transactions transactions;

    DescribePlayer(Players players, Transactions transactions) {
        this.players = players;
        this.transactions = transactions;
    }

    Player describe(
            String tenantId,
            String userId,
            @Nullable String country,
            List<String> segments,
            @Nullable MonthDay birthday) {
        return transactions.inTransaction(unit -> {
            Player described = players.hold(unit, tenantId, userId).described(country, segments, birthday);
            players.save(unit, described);
            return described;
        });
    }
}
