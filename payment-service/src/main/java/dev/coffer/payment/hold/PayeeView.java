package dev.coffer.payment.hold;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.payment.ledger.HouseAccount;
import dev.coffer.payment.wallet.UserView;
import org.jspecify.annotations.Nullable;

/** The GraphQL type {@code HoldPayee}. */
@GraphQlName("HoldPayee")
record PayeeView(
        @Nullable String walletId,
        @Nullable UserView user,
        @Nullable HouseAccount houseAccount) {}
