package dev.coffer.payment.withdrawal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is told of withdrawals, keyed by the withdrawal. That money has left the wallet and the system is told by the ledger, as
 * {@code wallet.withdrawal.completed}, keyed by the wallet. Amounts are decimals, "12.50"; times are RFC 3339.
 */
final class WithdrawalEvents {

    private WithdrawalEvents() {}

    /** {@code wallet.withdrawal.requested}: the money is set aside. @param isApprovalNeeded whether staff decides first */
    record WithdrawalRequested(
            String withdrawalId,
            String holdId,
            String walletId,
            String userId,
            String amount,
            String fee,
            String currency,
            boolean isApprovalNeeded,
            String at) {}

    /** {@code wallet.withdrawal.approved}. @param by who approved */
    record WithdrawalApproved(
            String withdrawalId,
            String walletId,
            String userId,
            String amount,
            String currency,
            String by,
            String at) {}

    /** {@code wallet.withdrawal.declined}. @param by who declined @param reason what they wrote */
    record WithdrawalDeclined(
            String withdrawalId,
            String walletId,
            String userId,
            String amount,
            String currency,
            String by,
            @Nullable String reason,
            String at) {}

    /** {@code wallet.withdrawal.cancelled}: by its owner, before anybody decided. */
    record WithdrawalCancelled(
            String withdrawalId, String walletId, String userId, String amount, String currency, String at) {}

    /** {@code wallet.withdrawal.frozen}: its owner's verification is suspended, and no provider was asked. */
    record WithdrawalFrozen(
            String withdrawalId, String walletId, String userId, String amount, String currency, String at) {}

    /** {@code wallet.withdrawal.resumed}: the suspension is over, and it goes on. */
    record WithdrawalResumed(
            String withdrawalId, String walletId, String userId, String amount, String currency, String at) {}

    /** {@code wallet.withdrawal.failed}: it is certain that nothing was paid. @param code of the errors reference */
    record WithdrawalFailed(
            String withdrawalId,
            String walletId,
            String userId,
            String amount,
            String currency,
            String code,
            String at) {}

    /** {@code wallet.withdrawal.stuck}: whether it was paid is for an operator to find out. @param why for operators */
    record WithdrawalStuck(
            String withdrawalId,
            String walletId,
            String userId,
            String amount,
            String currency,
            String why,
            String at) {}

    /**
     * {@code wallet.withdrawal.settled}: an operator said what had become of one that was stuck.
     *
     * @param outcome PAID, NOT_PAID or ASK_AGAIN
     * @param by who said so
     * @param reason how they know
     */
    record WithdrawalSettled(
            String withdrawalId,
            String walletId,
            String userId,
            String amount,
            String currency,
            String outcome,
            String by,
            @Nullable String reason,
            String at) {}

    static WithdrawalRequested requested(Withdrawal of, String holdId, Instant at) {
        return new WithdrawalRequested(
                of.id(),
                holdId,
                of.walletId(),
                of.userId(),
                amount(of),
                of.fee().toDecimal(),
                currency(of),
                of.needsApproval(),
                at.toString());
    }

    static WithdrawalApproved approved(Withdrawal of, Course.Decision decision) {
        return new WithdrawalApproved(
                of.id(),
                of.walletId(),
                of.userId(),
                amount(of),
                currency(of),
                decision.by(),
                decision.at().toString());
    }

    static WithdrawalDeclined declined(Withdrawal of, Course.Decision decision) {
        return new WithdrawalDeclined(
                of.id(),
                of.walletId(),
                of.userId(),
                amount(of),
                currency(of),
                decision.by(),
                decision.reason(),
                decision.at().toString());
    }

    static WithdrawalCancelled cancelled(Withdrawal of, Instant at) {
        return new WithdrawalCancelled(of.id(), of.walletId(), of.userId(), amount(of), currency(of), at.toString());
    }

    static WithdrawalFrozen frozen(Withdrawal of, Instant at) {
        return new WithdrawalFrozen(of.id(), of.walletId(), of.userId(), amount(of), currency(of), at.toString());
    }

    static WithdrawalResumed resumed(Withdrawal of, Instant at) {
        return new WithdrawalResumed(of.id(), of.walletId(), of.userId(), amount(of), currency(of), at.toString());
    }

    static WithdrawalFailed failed(Withdrawal of, String code, Instant at) {
        return new WithdrawalFailed(of.id(), of.walletId(), of.userId(), amount(of), currency(of), code, at.toString());
    }

    static WithdrawalStuck stuck(Withdrawal of, String why, Instant at) {
        return new WithdrawalStuck(of.id(), of.walletId(), of.userId(), amount(of), currency(of), why, at.toString());
    }

    static WithdrawalSettled settled(Withdrawal of, SettleByHand.Outcome outcome, Course.Decision decision) {
        return new WithdrawalSettled(
                of.id(),
                of.walletId(),
                of.userId(),
                amount(of),
                currency(of),
                outcome.name(),
                decision.by(),
                decision.reason(),
                decision.at().toString());
    }

    private static String amount(Withdrawal of) {
        return of.amount().toDecimal();
    }

    private static String currency(Withdrawal of) {
        return of.amount().currency().code();
    }
}
