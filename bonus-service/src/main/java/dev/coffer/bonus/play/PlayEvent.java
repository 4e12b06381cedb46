package dev.coffer.bonus.play;

import dev.coffer.bonus.selection.SelectionInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this package reads of payment-service's events of bets; amounts are decimals, "12.50". */
sealed interface PlayEvent {

    String walletId();

    String betId();

    /** {@code wallet.bet.placed}. @param bonusStake what of the stake was bonus money @param selections null from an earlier release */
    record Placed(
            String betId,
            String walletId,
            String userId,
            String gameId,
            String stake,
            String bonusStake,
            String currency,
            @Nullable List<SelectionInput> selections)
            implements PlayEvent {

        static final String TYPE = "wallet.bet.placed";
    }

    /** {@code wallet.bet.settled}. @param bonusWin what of the win became bonus money; @param closed whether nothing more comes of it */
    record Settled(String betId, String walletId, String win, String bonusWin, boolean closed, String currency)
            implements PlayEvent {

        static final String TYPE = "wallet.bet.settled";
    }

    /** {@code wallet.bet.rolled-back}: it is as if the bet had never been. */
    record RolledBack(String betId, String walletId) implements PlayEvent {

        static final String TYPE = "wallet.bet.rolled-back";
    }
}
