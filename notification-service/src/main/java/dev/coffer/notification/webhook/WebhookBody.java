package dev.coffer.notification.webhook;

import dev.coffer.core.events.EventEnvelope;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What endpoints are sent, as JSON. */
final class WebhookBody {

    private static final JsonMapper JSON = JsonMapper.shared();

    private WebhookBody() {}

    /** Of the data only what is offered; what is not there is left out. */
    static String of(EventEnvelope event, OfferedEvent offered) {
        JsonNode data = JSON.readTree(event.data());
        ObjectNode told = JSON.createObjectNode();
        for (String field : offered.fields()) {
            JsonNode value = data.path(field);
            if (value.isValueNode() && !value.isNull()) {
                told.set(field, value);
            }
        }
        ObjectNode body = head(event.eventId(), event.eventType(), event.version(), event.tenantId(), event.timestamp())
                .put("key", event.key())
                .put("sequence", event.seq());
        body.set("data", told);
        return JSON.writeValueAsString(body);
    }

    static String ping(String id, Webhook webhook, Instant now) {
        ObjectNode body = head(id, OfferedEvents.PING, 1, webhook.tenantId(), now);
        body.set("data", JSON.createObjectNode().put("webhookId", webhook.id()));
        return JSON.writeValueAsString(body);
    }

    private static ObjectNode head(String id, String type, int version, String tenantId, Instant at) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("type", type)
                .put("version", version)
                .put("tenantId", tenantId)
                .put("occurredAt", at.toString());
    }
}
