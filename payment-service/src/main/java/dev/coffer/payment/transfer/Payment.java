package dev.coffer.payment.transfer;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Idempotency;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to pay, now or by a hold.
 *
 * @param sender the caller, always
 * @param fromWalletId one of the sender's; null for their main wallet in the currency
 * @param payee who gets it
 * @param amount more than zero
 * @param reason for people, or null
 * @param key the client's idempotency key
 */
public record Payment(
        Caller sender,
        @Nullable String fromWalletId,
        Payee payee,
        Money amount,
        @Nullable String reason,
        String key) {

    /**
     * @param operation the mutation, so that one key is not two kinds of request
     * @param more what the client asked for besides
     */
    public Idempotency idempotency(String operation, String... more) {
        List<String> fields = new ArrayList<>(List.of(
                operation,
                Objects.requireNonNullElse(fromWalletId, ""),
                payee.text(),
                Long.toString(amount.minor()),
                amount.currency().code(),
                Objects.requireNonNullElse(reason, "")));
        fields.addAll(List.of(more));
        return Idempotency.of("user:" + sender.userId(), key, fields.toArray(String[]::new));
    }
}
