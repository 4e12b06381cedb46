package dev.coffer.bonus.competition;

import dev.coffer.bonus.template.BonusValue;
import dev.coffer.bonus.template.CompetitionScore;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.money.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The types of {@code leaderboard.graphqls}. */
final class LeaderboardViews {

    private static final int HUNDREDTHS = 2;

    private LeaderboardViews() {}

    /** @param board by which its fields are found @param shared what the best share @param looked what its fields share */
    @GraphQlName("Leaderboard")
    record LeaderboardView(
            String templateCode,
            String label,
            String name,
            CompetitionScore score,
            MoneyView pool,
            Instant startsAt,
            Instant endsAt,
            Boards.State state,
            Board board,
            BonusValue.Prizes shared,
            Looked looked) {

        static LeaderboardView of(Boards.Standing standing, BonusValue.Prizes prizes) {
            Board board = standing.board();
            return new LeaderboardView(
                    board.code(),
                    board.label(),
                    board.name(),
                    board.score(),
                    MoneyView.of(prizes.pool()),
                    board.from(),
                    board.until(),
                    standing.state(),
                    board,
                    prizes,
                    new Looked());
        }
    }

    /** What is found out once for all fields of one answer, which is one player's; so they also agree with each other. */
    static final class Looked {

        private Ranks.@Nullable Summary summary;

        synchronized Ranks.Summary summary(Supplier<Ranks.Summary> look) {
            Ranks.Summary found = summary == null ? look.get() : summary;
            summary = found;
            return found;
        }
    }

    @GraphQlName("LeaderboardEntry")
    record EntryView(
            int place,
            String player,
            boolean isMe,
            String score,
            @Nullable MoneyView prize) {

        /** Who has nothing wins nothing. */
        static EntryView of(Board board, Place place, boolean isMe, BonusValue.Prizes prizes) {
            Placing placing = place.placing();
            Money prize = prizes.of(place.number());
            boolean hasPrize = placing.score() > 0 && prize.isPositive();
            return new EntryView(
                    place.number(),
                    placing.handle(),
                    isMe,
                    shown(board, placing.score()),
                    hasPrize ? MoneyView.of(prize) : null);
        }
    }

    private static String shown(Board board, long score) {
        return switch (board.score()) {
            case STAKED, NET_WIN, LARGEST_WIN -> new Money(score, board.currency()).toDecimal();
            case LARGEST_MULTIPLIER -> BigDecimal.valueOf(score, HUNDREDTHS).toPlainString();
            case BETS -> Long.toString(score);
        };
    }
}
