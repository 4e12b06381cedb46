package dev.coffer.payment.withdrawal;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.payment.provider.PayoutRefusal;
import dev.coffer.payment.wallet.OperatorRefusal;
import dev.coffer.payment.withdrawal.Course.Decision;
import dev.coffer.payment.withdrawal.DecideWithdrawal.Result;
import dev.coffer.payment.withdrawal.WithdrawalState.Unpaid;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * An operator says what became of a withdrawal that is stuck, having looked at the provider's books: neither whoever asked for it
 * nor whoever approved it. One that is settled like that already is answered as it stands.
 */
final class SettleByHand {

    private static final int MOST_TRIES = 10;

    private final Withdrawals withdrawals;
    private final AdvanceWithdrawal advanceWithdrawal;
    private final WithdrawalSettings settings;
    private final Clock clock;

    SettleByHand(
            Withdrawals withdrawals, AdvanceWithdrawal advanceWithdrawal, WithdrawalSettings settings, Clock clock) {
        this.withdrawals = withdrawals;
        this.advanceWithdrawal = advanceWithdrawal;
        this.settings = settings;
        this.clock = clock;
    }

    /** The GraphQL enum {@code PayoutOutcome}. */
    enum Outcome {
        PAID,
        NOT_PAID,
        ASK_AGAIN
    }

    /** @param reason how the operator knows */
    record Order(Caller caller, String id, Outcome outcome, String reason) {}

    /** @throws CodedException NOT_FOUND when the tenant has no such withdrawal; UNAVAILABLE: it may be settled, ask again */
    Result settle(Order order, String field) {
        String tenantId = order.caller().tenantId();
        String userId = order.caller().userId();
        for (int i = 0; i < MOST_TRIES; i++) {
            Withdrawal current = withdrawals.find(tenantId, order.id());
            if (current == null) {
                throw DecideWithdrawal.notFound(order.id(), field);
            }
            if (current.userId().equals(userId)) {
                return new Result.Refused(OperatorRefusal.FOUR_EYES_NEEDED);
            }
            if (!(current.state() instanceof WithdrawalState.Stuck stuck)) {
                return isSettledSo(current, order.outcome())
                        ? new Result.Standing(current)
                        : new Result.Refused(WithdrawalRefusal.WITHDRAWAL_NOT_STUCK);
            }
            Decision approval = stuck.course().approval();
            if (approval != null && approval.by().equals(userId)) {
                return new Result.Refused(WithdrawalRefusal.SECOND_PERSON_NEEDED);
            }
            Withdrawal changed = withdrawals.change(current, change(current, stuck.course(), order));
            if (changed != null) {
                return new Result.Standing(advanceWithdrawal.advance(changed));
            }
        }
        throw new IllegalStateException("Withdrawal " + order.id() + " is changed all the time");
    }

    private Change change(Withdrawal withdrawal, Course course, Order order) {
        Decision decision =
                new Decision(order.caller().userId(), clock.instant().truncatedTo(ChronoUnit.MILLIS), order.reason());
        Object settled = WithdrawalEvents.settled(withdrawal, order.outcome(), decision);
        return switch (order.outcome()) {
            case PAID ->
                Change.goingOn(new WithdrawalState.Paid(course.settledBy(decision)), settings.lease(), settled);
            case NOT_PAID -> {
                PayoutRefusal code = PayoutRefusal.PAYOUT_NOT_MADE;
                yield Change.goingOn(
                        new WithdrawalState.Returning(
                                course.settledBy(decision), new Unpaid.Failed(code.name(), code.meaning())),
                        settings.lease(),
                        settled,
                        WithdrawalEvents.failed(withdrawal, code.name(), decision.at()));
            }
            case ASK_AGAIN -> Change.goingOn(new WithdrawalState.Paying(course), settings.lease(), settled);
        };
    }

    /** Whether somebody has said the same of it by hand. */
    private static boolean isSettledSo(Withdrawal withdrawal, Outcome outcome) {
        Course course = withdrawal.state().courseOrNull();
        return course != null
                && course.byHand() != null
                && switch (outcome) {
                    case PAID ->
                        withdrawal.state() instanceof WithdrawalState.Paid
                                || withdrawal.state() instanceof WithdrawalState.Completed;
                    case NOT_PAID -> withdrawal.status() == WithdrawalStatus.FAILED;
                    case ASK_AGAIN -> false;
                };
    }
}
