package dev.coffer.payment.hold;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.payment.ledger.Hold;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.wallet.UserView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The GraphQL type {@code Hold}; whoever makes one has seen to it that the caller may read it.
 *
 * @param isDryRun whether it does not stand like this, but would
 * @param foreseen what would be booked for that; null for nothing
 */
@GraphQlName("Hold")
record HoldView(Hold hold, boolean isDryRun, @Nullable Transfer foreseen) {

    HoldView(Hold hold) {
        this(hold, false, null);
    }

    public String id() {
        return hold.id();
    }

    public String walletId() {
        return hold.walletId();
    }

    public @Nullable UserView payer() {
        String userId = FindHolds.userId(hold.payer());
        return userId == null ? null : new UserView(userId);
    }

    public MoneyView amount() {
        return MoneyView.of(hold.amount());
    }

    public MoneyView fee() {
        return MoneyView.of(hold.fee());
    }

    public MoneyView captured() {
        return MoneyView.of(hold.captured());
    }

    public MoneyView remaining() {
        return MoneyView.of(hold.remaining());
    }

    public Hold.Status status() {
        return hold.status();
    }

    public @Nullable Instant expiresAt() {
        return hold.canExpire() ? hold.expiresAt() : null;
    }

    public @Nullable String reason() {
        return hold.reason();
    }

    public Instant createdAt() {
        return hold.at();
    }
}
