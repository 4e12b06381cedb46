package dev.coffer.bonus.competition;

import dev.coffer.bonus.template.CompetitionScore;
import java.math.BigInteger;

/** What a bet is worth in a competition. */
final class Points {

    private static final BigInteger HUNDREDTHS = BigInteger.valueOf(100);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private Points() {}

    static long of(CompetitionScore score, OverBet bet) {
        return switch (score) {
            case STAKED -> bet.staked();
            case NET_WIN -> Math.subtractExact(bet.won(), bet.staked());
            case LARGEST_WIN -> bet.won();
            case LARGEST_MULTIPLIER -> multiplier(bet);
            case BETS -> 1;
        };
    }

    private static long multiplier(OverBet bet) {
        return bet.staked() == 0
                ? 0
                : BigInteger.valueOf(bet.won())
                        .multiply(HUNDREDTHS)
                        .divide(BigInteger.valueOf(bet.staked()))
                        .min(MOST)
                        .longValueExact();
    }
}
