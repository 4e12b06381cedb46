package dev.coffer.payment.withdrawal;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.wallet.UserView;
import dev.coffer.payment.withdrawal.WithdrawalState.Unpaid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The GraphQL type {@code Withdrawal}; whoever makes one has seen to it that the caller may read it. */
@GraphQlName("Withdrawal")
record WithdrawalView(
        String id,
        WithdrawalStatus status,
        String walletId,
        UserView user,
        MoneyView amount,
        MoneyView fee,
        String destination,
        @Nullable String holdId,
        @Nullable String transferId,
        @Nullable String providerReference,
        @Nullable FailureView failure,
        @Nullable DecisionView approval,
        @Nullable DecisionView declined,
        @Nullable DecisionView settledByHand,
        Instant createdAt,
        @Nullable Instant settledAt,
        boolean isDryRun) {

    /** The GraphQL type {@code WithdrawalFailure}. */
    record FailureView(String code, String message) {}

    /** The GraphQL type {@code WithdrawalDecision}. */
    record DecisionView(UserView by, @Nullable String reason, Instant at) {

        static @Nullable DecisionView of(Course.@Nullable Decision decision) {
            return decision == null
                    ? null
                    : new DecisionView(new UserView(decision.by()), decision.reason(), decision.at());
        }
    }

    static WithdrawalView of(Withdrawal withdrawal) {
        return of(withdrawal, Mode.FOR_REAL);
    }

    static WithdrawalView of(Withdrawal withdrawal, Mode mode) {
        WithdrawalState state = withdrawal.state();
        Course course = state.courseOrNull();
        return new WithdrawalView(
                withdrawal.id(),
                withdrawal.status(),
                withdrawal.walletId(),
                new UserView(withdrawal.userId()),
                MoneyView.of(withdrawal.amount()),
                MoneyView.of(withdrawal.fee()),
                withdrawal.destination().reference(),
                course == null ? null : course.holdId(),
                state instanceof WithdrawalState.Completed completed ? completed.transferId() : null,
                course == null ? null : course.reference(),
                failure(state),
                DecisionView.of(course == null ? null : course.approval()),
                unpaid(state) instanceof Unpaid.Declined(Course.Decision decision) ? DecisionView.of(decision) : null,
                DecisionView.of(course == null ? null : course.byHand()),
                withdrawal.createdAt(),
                state instanceof WithdrawalState.Ended ended ? ended.at() : null,
                mode == Mode.DRY_RUN);
    }

    private static @Nullable Unpaid unpaid(WithdrawalState state) {
        return switch (state) {
            case WithdrawalState.Returning returning -> returning.why();
            case WithdrawalState.Returned returned -> returned.why();
            default -> null;
        };
    }

    private static @Nullable FailureView failure(WithdrawalState state) {
        if (state instanceof WithdrawalState.Refused refused) {
            return new FailureView(refused.code().name(), refused.message());
        }
        return unpaid(state) instanceof Unpaid.Failed(String code, String message)
                ? new FailureView(code, message)
                : null;
    }
}
