package dev.coffer.core.events;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Events as JSON: the data inside an envelope, and the whole envelope as it stands in a stream. */
final class EventJson {

    /** An event says what happened; what is larger than this belongs in a store with a reference to it. */
    static final int LARGEST_DATA_BYTES = 256 * 1024;

    private static final JsonMapper PLAIN = JsonMapper.builder().build();

    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @throws CodedException INVALID_INPUT where the data is larger than {@link #LARGEST_DATA_BYTES} */
    String data(EventType<?> type, Object data) {
        String json = mapper.writeValueAsString(data);
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST_DATA_BYTES) {
            throw new CodedException(
                    CommonError.INVALID_INPUT,
                    "The data of " + type.name() + " has " + bytes + " bytes; at most " + LARGEST_DATA_BYTES
                            + " are allowed.");
        }
        return json;
    }

    String envelope(EventEnvelope event) {
        ObjectNode node = mapper.createObjectNode();
        node.put("eventId", event.eventId());
        node.put("eventType", event.eventType());
        node.put("version", event.version());
        node.put("timestamp", event.timestamp().toString());
        node.put("tenantId", event.tenantId());
        putIfPresent(node, "userId", event.userId());
        node.put("correlationId", event.correlationId());
        putIfPresent(node, "causationId", event.causationId());
        putIfPresent(node, "traceparent", event.traceparent());
        node.put("key", event.key());
        node.put("seq", event.seq());
        putIfPresent(node, "replayedTo", event.replayedTo());
        node.putRawValue("data", new RawValue(event.data()));
        return mapper.writeValueAsString(node);
    }

    EventEnvelope envelope(String json) {
        JsonNode node = mapper.readTree(json);
        return new EventEnvelope(
                text(node, "eventId"),
                text(node, "eventType"),
                node.required("version").asInt(),
                Instant.parse(text(node, "timestamp")),
                text(node, "tenantId"),
                textOrNull(node, "userId"),
                text(node, "correlationId"),
                textOrNull(node, "causationId"),
                textOrNull(node, "traceparent"),
                text(node, "key"),
                node.required("seq").asLong(),
                mapper.writeValueAsString(node.required("data")),
                textOrNull(node, "replayedTo"));
    }

    /** Whose event an envelope is; null where it cannot be read. */
    static @Nullable String tenantOf(String envelope) {
        try {
            return textOrNull(PLAIN.readTree(envelope), "tenantId");
        } catch (JacksonException unreadable) {
            return null;
        }
    }

    <T> T read(String data, Class<T> type) {
        return Objects.requireNonNull(mapper.readValue(data, type), "data must not be null");
    }

    private static void putIfPresent(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).asString();
    }

    private static @Nullable String textOrNull(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value.asString();
    }
}
