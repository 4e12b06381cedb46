package dev.coffer.notification.webhook;

import java.util.List;

/**
 * An event that endpoints can be told of.
 *
 * @param source the service that tells it: "payment"
 * @param type "wallet.deposit.completed"
 * @param fields of its data that are told; whatever else it has stays here
 */
public record OfferedEvent(String source, String type, List<String> fields) {

    public OfferedEvent {
        fields = List.copyOf(fields);
    }

    static OfferedEvent of(String source, String type, String... fields) {
        return new OfferedEvent(source, type, List.of(fields));
    }
}
