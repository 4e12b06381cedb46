package dev.coffer.payment.bet;

import dev.coffer.payment.ledger.Bet;
import dev.coffer.payment.ledger.ForestalledBet;
import dev.coffer.payment.ledger.KnownBet;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.Transfer;
import org.jspecify.annotations.Nullable;

/** What became of a request about a bet. */
sealed interface BetResult {

    /** Done, now or by the same request before. @param bet as it stands now, which may be later than the request's effect */
    record Standing(Bet bet) implements BetResult {}

    /**
     * What would be done.
     *
     * @param bet as it would stand
     * @param transfer that would be booked; null where none would, or one was before
     */
    record WouldStand(KnownBet bet, @Nullable Transfer transfer) implements BetResult {}

    /** A rollback of a bet that has not come yet; it will be refused. */
    record Forestalled(ForestalledBet bet) implements BetResult {}

    /** The ledger's no; nothing has moved. */
    record Refused(PostResult.Refused refusal) implements BetResult {}

    /** Whoever asked would decide about a bet of their own. */
    record NotByPlayer() implements BetResult {}
}
