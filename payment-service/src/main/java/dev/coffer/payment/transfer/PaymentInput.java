package dev.coffer.payment.transfer;

import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.payment.wallet.Reasons;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The GraphQL input {@code PaymentInput}, and what every other input has that says whom to pay how much. */
public record PaymentInput(
        @Nullable String fromWalletId,
        @Nullable String toUserId,
        @Nullable String toWalletId,
        MoneyInput amount,
        @Nullable String reason,
        @Nullable List<MetadataInput> metadata) {

    /**
     * @param path where it stands: "input"
     * @param key the client's
     * @param checks that hear of what is wrong
     * @return null where something is wrong
     */
    public @Nullable Payment toPayment(
            Caller sender, Currencies currencies, FieldChecks checks, String path, @Nullable String key) {
        Payee payee = checks.read(path + ".toUserId", () -> Payee.of(path, toUserId, toWalletId));
        Money money = checks.read(path + ".amount", () -> amount.toPositiveMoney(currencies, path + ".amount"));
        String why = Reasons.read(checks, reason, path + ".reason");
        Map<String, String> own = checks.read(path + ".metadata", () -> MetadataInput.toMap(metadata));
        return payee == null || money == null || own == null || key == null
                ? null
                : new Payment(sender, fromWalletId, payee, money, why, own, key, path);
    }
}
