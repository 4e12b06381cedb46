package dev.coffer.payment.bet;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.payment.ledger.Bet;
import dev.coffer.payment.ledger.ForestalledBet;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.transfer.SelectionView;
import dev.coffer.payment.wallet.UserView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The GraphQL type {@code Bet}; whoever makes one has seen to it that the caller may read it.
 *
 * @param isDryRun whether it does not stand like this, but would
 * @param foreseen what would be booked for that; null for nothing
 */
@GraphQlName("Bet")
record BetView(Bet bet, boolean isDryRun, @Nullable Transfer foreseen) {

    BetView(Bet bet) {
        this(bet, false, null);
    }

    /** The GraphQL type {@code ForestalledBet}. */
    @GraphQlName("ForestalledBet")
    record ForestalledView(String id, String reason, Instant at, boolean isDryRun) {
        static ForestalledView of(ForestalledBet bet, boolean isDryRun) {
            return new ForestalledView(bet.key().betId(), bet.reason(), bet.at(), isDryRun);
        }
    }

    public String id() {
        return bet.key().betId();
    }

    public String walletId() {
        return bet.walletId();
    }

    public UserView player() {
        return new UserView(FindBets.playerId(bet));
    }

    public String gameId() {
        return bet.gameId();
    }

    public @Nullable String roundId() {
        return bet.roundId();
    }

    public List<SelectionView> selections() {
        return SelectionView.of(bet.selections());
    }

    public MoneyView stake() {
        return MoneyView.of(bet.stake().total());
    }

    public MoneyView bonusStake() {
        return MoneyView.of(bet.stake().bonus());
    }

    public MoneyView won() {
        return MoneyView.of(bet.won().total());
    }

    public MoneyView bonusWon() {
        return MoneyView.of(bet.won().bonus());
    }

    public Bet.Status status() {
        return bet.status();
    }

    public Instant createdAt() {
        return bet.at();
    }
}
