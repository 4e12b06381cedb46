package dev.coffer.payment.deposit;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Caller;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.provider.DeclineCode;
import dev.coffer.payment.wallet.OperatorRefusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An operator says what became of a deposit whose provider does not tell, having looked at the provider's books; never whoever asked
 * for it. One that is settled like that already is answered as it stands.
 *
 * <p>The ledger decides between everybody who has a say: whoever is first under the deposit's key credits it, or has it never credited.
 * So a provider's answer that comes at the same moment, or a second operator with another opinion, books nothing twice.
 */
final class SettleDeposit {

    private final Deposits deposits;
    private final Bookings bookings;
    private final DepositPosts posts;
    private final DepositSettings settings;
    private final Clock clock;

    SettleDeposit(Deposits deposits, Bookings bookings, DepositPosts posts, DepositSettings settings, Clock clock) {
        this.deposits = deposits;
        this.bookings = bookings;
        this.posts = posts;
        this.settings = settings;
        this.clock = clock;
    }

    /** The GraphQL enum {@code ChargeOutcome}. */
    enum Outcome {
        TAKEN,
        NOT_TAKEN
    }

    /** @param reason how the operator knows */
    record Order(Caller caller, String id, Outcome outcome, String reason) {}

    /** What became of it. */
    sealed interface Result {

        /** As it stands now. */
        record Standing(Deposit deposit) implements Result {}

        /** An expected no; nothing was changed. */
        record Refused(RefusalCode code, String message) implements Result {

            Refused(RefusalCode code) {
                this(code, code.meaning());
            }
        }
    }

    /** @throws CodedException NOT_FOUND when the tenant has no such deposit; UNAVAILABLE: it may be settled, ask again */
    Result settle(Order order, String field) {
        Deposit deposit = deposits.find(order.caller().tenantId(), order.id());
        if (deposit == null || deposit.state() instanceof DepositState.Refused) {
            throw new CodedException(CommonError.NOT_FOUND, "There is no deposit " + order.id() + ".", field, null);
        }
        if (deposit.userId().equals(order.caller().userId())) {
            return new Result.Refused(OperatorRefusal.FOUR_EYES_NEEDED);
        }
        boolean isStuck = deposit.state() instanceof DepositState.Pending pending
                && pending.attempts() >= settings.triesBeforeHand();
        if (!isStuck) {
            return standing(deposit, order.outcome());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SettledByHand byHand = new SettledByHand(order.caller().userId(), order.reason(), now);
        return switch (order.outcome()) {
            case TAKEN -> credit(deposit, byHand);
            case NOT_TAKEN -> decline(deposit, byHand);
        };
    }

    private Result credit(Deposit deposit, SettledByHand byHand) {
        return switch (bookings.post(posts.credit(deposit))) {
            case PostResult.Posted(Transfer transfer) ->
                standing(
                        deposits.settle(deposit, new DepositState.Completed(transfer.id(), transfer.at(), byHand)),
                        Outcome.TAKEN);
            case PostResult.Refused refused -> new Result.Refused(refused.code(), refused.message());
        };
    }

    private Result decline(Deposit deposit, SettledByHand byHand) {
        return switch (bookings.post(posts.nothing(deposit))) {
            case PostResult.Posted(Transfer transfer) ->
                standing(
                        deposits.settle(deposit, new DepositState.Completed(transfer.id(), transfer.at())),
                        Outcome.NOT_TAKEN);
            case PostResult.Refused never -> {
                DeclineCode code = DeclineCode.PAYMENT_NOT_MADE;
                DepositState.Settled end = new DepositState.Declined(code, code.meaning(), byHand.at(), byHand);
                yield standing(deposits.settle(deposit, end), Outcome.NOT_TAKEN);
            }
        };
    }

    /** A no where nobody has said the same of it by hand. */
    private static Result standing(Deposit deposit, Outcome outcome) {
        boolean isSettledSo = deposit.state() instanceof DepositState.Settled end
                && end.byHand() != null
                && end instanceof DepositState.Completed == (outcome == Outcome.TAKEN);
        return isSettledSo ? new Result.Standing(deposit) : new Result.Refused(DepositRefusal.DEPOSIT_NOT_STUCK);
    }
}
