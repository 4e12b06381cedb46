package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.WellFormedText;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Post;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The GraphQL input {@code TransferFundsInput}. */
record TransferFundsInput(
        @Nullable String fromWalletId,
        @Nullable String toUserId,
        @Nullable String toWalletId,
        MoneyInput amount,
        @Nullable String reason,
        String idempotencyKey) {

    /** @throws CodedException INVALID_INPUT naming every field that is wrong */
    Payment toPayment(Caller sender, Currencies currencies) {
        FieldChecks checks = new FieldChecks();
        String key = checks.read(
                "input.idempotencyKey", () -> IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey"));
        Payment.Payee payee = checks.read("input.toUserId", this::payee);
        Money money = checks.read("input.amount", () -> amount.toPositiveMoney(currencies, "input.amount"));
        String typed = reason;
        String why = typed == null ? null : checks.read("input.reason", () -> checked(typed));
        checks.require();
        return new Payment(
                sender,
                fromWalletId,
                Objects.requireNonNull(payee),
                Objects.requireNonNull(money),
                why,
                Objects.requireNonNull(key));
    }

    private static String checked(String reason) {
        if (reason.length() > Post.MAX_REASON) {
            throw CodedException.invalid(
                    "input.reason", "A reason has at most " + Post.MAX_REASON + " characters, not " + reason.length());
        }
        WellFormedText.require(reason, "input.reason");
        return reason;
    }

    private Payment.Payee payee() {
        if (toUserId != null && toWalletId == null) {
            return new Payment.Payee.ToUser(toUserId);
        }
        if (toWalletId != null && toUserId == null) {
            return new Payment.Payee.ToWallet(toWalletId);
        }
        throw CodedException.invalid(
                toUserId == null ? "input.toUserId" : "input.toWalletId",
                "Name the payee once: either by toUserId or by toWalletId.");
    }
}
