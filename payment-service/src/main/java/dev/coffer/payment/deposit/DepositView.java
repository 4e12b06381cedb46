package dev.coffer.payment.deposit;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.wallet.UserView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The GraphQL type {@code Deposit}. */
@GraphQlName("Deposit")
record DepositView(
        String id,
        DepositStatus status,
        boolean isStuck,
        String walletId,
        UserView user,
        MoneyView amount,
        MoneyView fee,
        MoneyView credited,
        @Nullable String transferId,
        @Nullable DeclineView decline,
        Instant createdAt,
        @Nullable Instant settledAt,
        @Nullable DecisionView settledByHand,
        boolean isDryRun) {

    /** The GraphQL type {@code Decline}. */
    record DeclineView(String code, String message) {}

    /** The GraphQL type {@code DepositDecision}. */
    record DecisionView(UserView by, String reason, Instant at) {

        static @Nullable DecisionView of(@Nullable SettledByHand byHand) {
            return byHand == null ? null : new DecisionView(new UserView(byHand.by()), byHand.reason(), byHand.at());
        }
    }

    static DepositView of(Deposit deposit, Mode mode) {
        DepositState state = deposit.state();
        return new DepositView(
                deposit.id(),
                DepositStatus.of(state),
                state instanceof DepositState.Pending pending && pending.isStuck(),
                deposit.walletId(),
                new UserView(deposit.userId()),
                MoneyView.of(deposit.amount()),
                MoneyView.of(deposit.fee()),
                MoneyView.of(deposit.credited()),
                state instanceof DepositState.Completed completed ? completed.transferId() : null,
                decline(state),
                deposit.createdAt(),
                state instanceof DepositState.Settled settled ? settled.at() : null,
                state instanceof DepositState.Settled settled ? DecisionView.of(settled.byHand()) : null,
                mode == Mode.DRY_RUN);
    }

    private static @Nullable DeclineView decline(DepositState state) {
        return switch (state) {
            case DepositState.Pending pending -> null;
            case DepositState.Completed completed -> null;
            case DepositState.Declined declined ->
                new DeclineView(declined.code().name(), declined.message());
            case DepositState.Refused refused -> new DeclineView(refused.code().name(), refused.message());
        };
    }
}
