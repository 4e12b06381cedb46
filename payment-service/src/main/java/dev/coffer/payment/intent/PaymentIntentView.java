package dev.coffer.payment.intent;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.permission.Owned;
import dev.coffer.payment.intent.IntentState.NotPaid;
import dev.coffer.payment.intent.IntentState.Paid;
import dev.coffer.payment.transfer.SelectionView;
import dev.coffer.payment.wallet.UserView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The GraphQL type {@code PaymentIntent}; whoever makes one has seen to it that the caller may read it. */
@GraphQlName("PaymentIntent")
record PaymentIntentView(
        String id,
        String orderReference,
        IntentStatus status,
        String walletId,
        UserView user,
        MoneyView amount,
        BillingView billing,
        List<SelectionView> selections,
        @Nullable String holdId,
        @Nullable String transferId,
        @Nullable String refundId,
        @Nullable FailureView failure,
        @Nullable String refundReason,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant approvedAt,
        @Nullable Instant endedAt)
        implements Owned {

    @Override
    public String ownerId() {
        return user.id();
    }

    /** The GraphQL type {@code PaymentIntentFailure}. */
    record FailureView(String code, String message) {}

    /** The GraphQL type {@code BillingRecord}. */
    record BillingView(String description, List<LineView> lines) {

        static BillingView of(Billing billing) {
            return new BillingView(
                    billing.description(),
                    billing.lines().stream()
                            .map(line -> new LineView(line.description(), line.quantity(), MoneyView.of(line.amount())))
                            .toList());
        }
    }

    /** The GraphQL type {@code BillingLine}. */
    record LineView(String description, int quantity, MoneyView amount) {}

    static PaymentIntentView of(PaymentIntent intent) {
        IntentState state = intent.state();
        Paid paid = paid(state);
        return new PaymentIntentView(
                intent.id(),
                intent.orderReference(),
                intent.status(),
                intent.walletId(),
                new UserView(intent.userId()),
                MoneyView.of(intent.amount()),
                BillingView.of(intent.billing()),
                SelectionView.of(intent.selections()),
                holdId(state),
                paid == null ? null : paid.transferId(),
                state instanceof IntentState.Refunded refunded ? refunded.refundId() : null,
                failure(state),
                state instanceof IntentState.Refunded refunded
                        ? refunded.decision().reason()
                        : null,
                intent.createdAt(),
                intent.expiresAt(),
                paid == null ? null : paid.at(),
                endedAt(state));
    }

    private static @Nullable Paid paid(IntentState state) {
        return switch (state) {
            case IntentState.Approved approved -> approved.paid();
            case IntentState.Refunding refunding -> refunding.paid();
            case IntentState.Refunded refunded -> refunded.paid();
            default -> null;
        };
    }

    private static @Nullable String holdId(IntentState state) {
        return switch (state) {
            case IntentState.Requested requested -> null;
            case IntentState.Declined declined -> null;
            case IntentState.Held held -> held.holdId();
            case IntentState.Capturing capturing -> capturing.holdId();
            case IntentState.Releasing releasing -> releasing.holdId();
            case IntentState.Released released -> released.holdId();
            case IntentState.Approved approved -> approved.paid().holdId();
            case IntentState.Refunding refunding -> refunding.paid().holdId();
            case IntentState.Refunded refunded -> refunded.paid().holdId();
        };
    }

    private static @Nullable FailureView failure(IntentState state) {
        return switch (state) {
            case IntentState.Declined declined -> new FailureView(declined.code(), declined.message());
            case IntentState.Releasing releasing -> failure(releasing.why());
            case IntentState.Released released -> failure(released.why());
            default -> null;
        };
    }

    private static FailureView failure(NotPaid why) {
        return new FailureView(why.code(), why.message());
    }

    private static @Nullable Instant endedAt(IntentState state) {
        return switch (state) {
            case IntentState.Declined declined -> declined.at();
            case IntentState.Released released -> released.at();
            case IntentState.Refunded refunded -> refunded.at();
            default -> null;
        };
    }
}
