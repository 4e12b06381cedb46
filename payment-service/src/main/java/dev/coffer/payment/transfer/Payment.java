package dev.coffer.payment.transfer;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Idempotency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to pay, now or by a hold.
 *
 * @param sender the caller, always
 * @param fromWalletId one of the sender's; null for their main wallet in the currency
 * @param payee who gets it
 * @param amount more than zero
 * @param reason for people, or null
 * @param metadata the client's own names and values
 * @param key the client's idempotency key, of this payment alone or of all those it was asked for with
 * @param path of the input that it was read from, for errors: "input"
 */
public record Payment(
        Caller sender,
        @Nullable String fromWalletId,
        Payee payee,
        Money amount,
        @Nullable String reason,
        Map<String, String> metadata,
        String key,
        String path) {

    public Payment {
        metadata = Map.copyOf(metadata);
    }

    /**
     * @param operation the mutation, so that one key is not two kinds of request
     * @param more what the client asked for besides
     */
    public Idempotency idempotency(String operation, String... more) {
        List<String> fields = new ArrayList<>();
        fields.add(operation);
        addTo(fields);
        fields.addAll(List.of(more));
        return Idempotency.of("user:" + sender.userId(), key, fields.toArray(String[]::new));
    }

    /** Of several payments that were asked for together. @param payments at least one, of the same sender and key */
    static Idempotency idempotency(String operation, List<Payment> payments) {
        List<String> fields = new ArrayList<>();
        fields.add(operation);
        payments.forEach(payment -> payment.addTo(fields));
        Payment first = payments.getFirst();
        return Idempotency.of("user:" + first.sender().userId(), first.key(), fields.toArray(String[]::new));
    }

    private void addTo(List<String> fields) {
        fields.add(Objects.requireNonNullElse(fromWalletId, ""));
        fields.add(payee.text());
        fields.add(Long.toString(amount.minor()));
        fields.add(amount.currency().code());
        fields.add(Objects.requireNonNullElse(reason, ""));
        new TreeMap<>(metadata).forEach((name, value) -> {
            fields.add(name);
            fields.add(value);
        });
    }
}
