package dev.coffer.payment.deposit;

import org.jspecify.annotations.Nullable;

/**
 * {@code wallet.deposit.settled}, keyed by the deposit: an operator said what had become of one whose provider did not tell. That a
 * wallet was credited is told by the ledger, as {@code wallet.deposit.completed}. Amounts are decimals, "12.50"; times are RFC 3339.
 *
 * @param outcome TAKEN or NOT_TAKEN
 * @param by who said so
 * @param reason how they know
 */
record DepositSettled(
        String depositId,
        String walletId,
        String userId,
        String amount,
        String currency,
        String outcome,
        String by,
        String reason,
        String at) {

    /** Null where it ended by itself. */
    static @Nullable DepositSettled of(Deposit deposit, DepositState.Settled end) {
        SettledByHand byHand = end.byHand();
        return byHand == null
                ? null
                : new DepositSettled(
                        deposit.id(),
                        deposit.walletId(),
                        deposit.userId(),
                        deposit.amount().toDecimal(),
                        deposit.amount().currency().code(),
                        (end instanceof DepositState.Completed
                                        ? SettleDeposit.Outcome.TAKEN
                                        : SettleDeposit.Outcome.NOT_TAKEN)
                                .name(),
                        byHand.by(),
                        byHand.reason(),
                        byHand.at().toString());
    }
}
