package dev.coffer.payment.ledger;

import dev.coffer.core.ids.Ids;
import dev.coffer.payment.usage.Counting;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Decides commands. Pure: what it answers follows from its arguments alone. */
final class Ledger {

    private Ledger() {}

    /**
     * @param state the wallets as they are, this command's predecessors included
     * @param now kept to the millisecond, as the store keeps it
     * @param ids names what is born
     */
    static Decision decide(LedgerState state, Command command, Instant now, Ids ids) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return switch (command) {
            case OpenWallet open -> open(state, open, at, ids);
            case UsageCommand usage -> UsageDecision.decide(state, usage, at);
            case StatusCommand status -> StatusChange.decide(state, status, at, ids);
            case Keyed keyed -> book(state, keyed, at, ids);
        };
    }

    private static Decision book(LedgerState state, Keyed command, Instant at, Ids ids) {
        return switch (Draft.of(command, state, at)) {
            case Draft.Impossible(Decision.Refusal refusal) -> refusal;
            case Draft.OfWallet(SetCreditLimit set) -> CreditChange.decide(state, set, at, ids);
            case Draft.Bookable draft -> book(state, draft, at, ids);
        };
    }

    private static Decision book(LedgerState state, Draft.Bookable draft, Instant at, Ids ids) {
        Counting counting = draft.counting();
        return counting == null
                ? new Posting(state, draft.post(), null, at, ids).decide(draft.completion())
                : CountedPosting.decide(state, draft, counting, at, ids);
    }

    /** A closed wallet is answered as it is, closed: nothing opens it again, and its owner gets no other in its place. */
    private static Decision open(LedgerState state, OpenWallet command, Instant at, Ids ids) {
        Wallet existing = state.wallet(command);
        if (existing != null) {
            return Decision.Booking.ofNothing(existing);
        }
        Wallet opened = Wallet.open(ids.next(), command, at);
        return Decision.Booking.of(List.of(opened), List.of(opened), null);
    }
}
