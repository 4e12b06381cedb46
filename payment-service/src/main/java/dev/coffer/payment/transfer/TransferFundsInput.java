package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The GraphQL input {@code TransferFundsInput}; {@code HoldFundsInput} has the same fields and some more. */
public record TransferFundsInput(
        @Nullable String fromWalletId,
        @Nullable String toUserId,
        @Nullable String toWalletId,
        MoneyInput amount,
        @Nullable String reason,
        @Nullable List<MetadataInput> metadata,
        String idempotencyKey,
        @Nullable Boolean dryRun) {

    /**
     * @param checks that know already what is wrong with other fields of the input
     * @throws CodedException INVALID_INPUT naming every field that is wrong
     */
    public Payment toPayment(Caller sender, Currencies currencies, FieldChecks checks) {
        String key = checks.read(
                "input.idempotencyKey", () -> IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey"));
        Payment payment = new PaymentInput(fromWalletId, toUserId, toWalletId, amount, reason, metadata)
                .toPayment(sender, currencies, checks, "input", key);
        checks.require();
        return Objects.requireNonNull(payment);
    }

    Mode mode() {
        return Mode.of(dryRun);
    }
}
