package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.payment.wallet.Reasons;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The GraphQL input {@code TransferFundsInput}, and what every other input has that says whom to pay how much. */
public record TransferFundsInput(
        @Nullable String fromWalletId,
        @Nullable String toUserId,
        @Nullable String toWalletId,
        MoneyInput amount,
        @Nullable String reason,
        String idempotencyKey) {

    /** @throws CodedException INVALID_INPUT naming every field that is wrong */
    Payment toPayment(Caller sender, Currencies currencies) {
        return toPayment(sender, currencies, new FieldChecks());
    }

    /**
     * @param checks that know already what is wrong with other fields of the input
     * @throws CodedException INVALID_INPUT naming every field that is wrong
     */
    public Payment toPayment(Caller sender, Currencies currencies, FieldChecks checks) {
        String key = checks.read(
                "input.idempotencyKey", () -> IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey"));
        Payee payee = checks.read("input.toUserId", () -> Payee.of(toUserId, toWalletId));
        Money money = checks.read("input.amount", () -> amount.toPositiveMoney(currencies, "input.amount"));
        String why = Reasons.read(checks, reason, "input.reason");
        checks.require();
        return new Payment(
                sender,
                fromWalletId,
                Objects.requireNonNull(payee),
                Objects.requireNonNull(money),
                why,
                Objects.requireNonNull(key));
    }
}
