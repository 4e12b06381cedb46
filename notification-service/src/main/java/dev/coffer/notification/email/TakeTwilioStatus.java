package dev.coffer.notification.email;

import dev.coffer.core.store.Transactions;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.delivery.Delivery;
import dev.coffer.notification.delivery.DeliveryState;
import dev.coffer.notification.delivery.RecordDelivery;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notes what Twilio says of a message. What it says on the way there is not noted, and what it says after the end changes nothing. */
final class TakeTwilioStatus {

    private final Deliveries deliveries;
    private final RecordDelivery record;
    private final Transactions transactions;

    TakeTwilioStatus(Deliveries deliveries, RecordDelivery record, Transactions transactions) {
        this.deliveries = deliveries;
        this.record = record;
        this.transactions = transactions;
    }

    /** @param fields by Twilio's names; that it was Twilio who said so is known */
    void take(String tenantId, String deliveryId, Map<String, String> fields) {
        String sid = fields.getOrDefault("MessageSid", "");
        String status = fields.getOrDefault("MessageStatus", "");
        DeliveryState end = end(status);
        Delivery delivery = end == null || !TwilioCallbacks.isSid(sid) ? null : deliveries.find(tenantId, deliveryId);
        if (delivery == null || end == null || !delivery.channel().isHandedOnce()) {
            return;
        }
        String failure = end == DeliveryState.DELIVERED
                ? null
                : "the provider could not deliver it" + code(fields.getOrDefault("ErrorCode", ""));
        transactions.run(unit -> {
            record.settled(unit, tenantId, deliveryId, sid, end, failure);
            if ("read".equals(status)) {
                record.opened(unit, tenantId, deliveryId, delivery.channel(), sid);
            }
        });
    }

    /** Null for what it says on the way. */
    private static @Nullable DeliveryState end(String status) {
        return switch (status) {
            case "delivered", "read" -> DeliveryState.DELIVERED;
            case "undelivered" -> DeliveryState.BOUNCED;
            case "failed" -> DeliveryState.FAILED;
            default -> null;
        };
    }

    /** By number: its words may repeat the phone number. */
    private static String code(String code) {
        return code.matches("[0-9]{1,6}") ? ", " + code : "";
    }
}
