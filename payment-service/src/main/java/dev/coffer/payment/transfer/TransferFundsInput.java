package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.WellFormedText;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.payment.ledger.Post;
import org.jspecify.annotations.Nullable;

/** The GraphQL input {@code TransferFundsInput}. */
record TransferFundsInput(
        @Nullable String fromWalletId,
        @Nullable String toUserId,
        @Nullable String toWalletId,
        MoneyInput amount,
        @Nullable String reason,
        String idempotencyKey) {

    /** @throws CodedException INVALID_INPUT naming the field */
    Payment toPayment(Caller sender, Currencies currencies) {
        IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey");
        if (reason != null && reason.length() > Post.MAX_REASON) {
            throw CodedException.invalid(
                    "input.reason", "A reason has at most " + Post.MAX_REASON + " characters, not " + reason.length());
        }
        if (reason != null) {
            WellFormedText.require(reason, "input.reason");
        }
        return new Payment(
                sender,
                fromWalletId,
                payee(),
                amount.toPositiveMoney(currencies, "input.amount"),
                reason,
                idempotencyKey);
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
