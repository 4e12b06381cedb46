package dev.coffer.bonus.wager;

import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.award.AwardTerms;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what a settled bet does for an award. Pure. */
final class CountBet {

    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private CountBet() {}

    /** @param bet null where it was placed before its player had any bonus */
    static Contribution count(Award award, WalletEvent.Settled settled, @Nullable WageredBet bet, Instant at) {
        AwardTerms.Wagering wagering = Objects.requireNonNull(award.terms().wagering());
        int percent = percent(wagering, settled.gameId());
        Uncounted reason = reason(award, wagering, percent, bet);
        long counted = reason != null || bet == null
                ? 0
                : BigInteger.valueOf(bet.stake())
                        .multiply(BigInteger.valueOf(percent))
                        .divide(HUNDRED)
                        .longValueExact();
        return new Contribution(
                award.tenantId(),
                award.id(),
                settled.walletId(),
                settled.betId(),
                settled.gameId(),
                bet == null ? null : Long.valueOf(bet.stake()),
                percent,
                counted,
                reason,
                at);
    }

    private static @Nullable Uncounted reason(
            Award award, AwardTerms.Wagering wagering, int percent, @Nullable WageredBet bet) {
        if (bet == null || bet.order() < award.money().order()) {
            return Uncounted.PLACED_BEFORE_AWARD;
        }
        if (!award.isOpen()) {
            return Uncounted.AWARD_NOT_ACTIVE;
        }
        if (percent == 0) {
            return Uncounted.EXCLUDED_GAME;
        }
        return wagering.maximumBet() != null
                        && bet.stake() > wagering.maximumBet().minor()
                ? Uncounted.ABOVE_MAXIMUM_BET
                : null;
    }

    /** As the first weight says that names the game; all of it where none does. */
    static int percent(AwardTerms.Wagering wagering, String gameId) {
        for (AwardTerms.Weight weight : wagering.weights()) {
            if (weight.games().stream().anyMatch(game -> AwardTerms.names(game, gameId))) {
                return weight.percent();
            }
        }
        return 100;
    }
}
