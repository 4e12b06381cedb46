package dev.coffer.payment.withdrawal;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.payment.suspension.Suspension;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The GraphQL type {@code WithdrawalSuspension}. */
@GraphQlName("WithdrawalSuspension")
record SuspensionView(boolean isStopped, String message, Instant since) {

    private static final String STOPPED =
            "The verification of whoever asked for it is suspended: it is not paid before that is over, or staff declines it.";
    private static final String BEYOND =
            "The verification of whoever asked for it is suspended, but the payment provider had been asked before: it is not stopped,"
                    + " and may be paid.";

    /** @param owner null where nothing was told of them */
    static @Nullable SuspensionView of(WithdrawalStatus status, @Nullable Suspension owner) {
        if (owner == null || !owner.standing().stopsPayouts()) {
            return null;
        }
        return switch (status) {
            case PENDING, AWAITING_APPROVAL, FROZEN -> new SuspensionView(true, STOPPED, owner.since());
            case PAYING, STUCK -> new SuspensionView(false, BEYOND, owner.since());
            case REFUSED, COMPLETED, FAILED, DECLINED, CANCELLED -> null;
        };
    }
}
