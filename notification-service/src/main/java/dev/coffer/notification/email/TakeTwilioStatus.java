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
        int code = code(fields.getOrDefault("ErrorCode", ""));
        DeliveryState end = end(status, code);
        Delivery delivery = end == null || !TwilioCallbacks.isSid(sid) ? null : deliveries.find(tenantId, deliveryId);
        if (delivery == null || end == null || !delivery.channel().isHandedOnce()) {
            return;
        }
        String failure =
                end == DeliveryState.DELIVERED ? null : "the provider could not deliver it" + TwilioErrors.told(code);
        transactions.run(unit -> {
            record.settled(unit, tenantId, deliveryId, sid, end, failure);
            if ("read".equals(status)) {
                record.opened(unit, tenantId, deliveryId, delivery.channel(), sid);
            }
        });
    }

    /** By the error where it has one that says whose fault it is; else as Twilio calls it. Null for what it says on the way. */
    private static @Nullable DeliveryState end(String status, int code) {
        return switch (status) {
            case "delivered", "read" -> DeliveryState.DELIVERED;
            case "undelivered" -> code == TwilioErrors.OUTSIDE_SESSION ? DeliveryState.FAILED : DeliveryState.BOUNCED;
            case "failed" -> TwilioErrors.isNoSuchRecipient(code) ? DeliveryState.BOUNCED : DeliveryState.FAILED;
            default -> null;
        };
    }

    /** 0 for none. */
    private static int code(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
    }
}
