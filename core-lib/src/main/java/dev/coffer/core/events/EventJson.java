package dev.coffer.core.events;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events as JSON: the data inside an envelope, and the whole envelope as it stands in a stream. */
final class EventJson {

    /** An event says what happened; what is larger than this belongs in a store with a reference to it. */
    static final int LARGEST_DATA_BYTES = 256 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** What an envelope has besides its data. */
    private static final int ROOM_FOR_ENVELOPE = 512;

    /** @throws CodedException INVALID_INPUT where the data is larger than {@link #LARGEST_DATA_BYTES} */
    String data(EventType<?> type, Object data) {
        String json = MAPPER.writeValueAsString(data);
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LARGEST_DATA_BYTES) {
            throw new CodedException(
                    CommonError.INVALID_INPUT,
                    "The data of " + type.name() + " has " + bytes + " bytes; at most " + LARGEST_DATA_BYTES
                            + " are allowed.");
        }
        return json;
    }

    /** The data goes through as it is stored: the relay neither parses nor writes it again. */
    String envelope(EventEnvelope event) {
        StringWriter text = new StringWriter(event.data().length() + ROOM_FOR_ENVELOPE);
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringProperty(EventEnvelope.EVENT_ID, event.eventId());
            json.writeStringProperty(EventEnvelope.TIMESTAMP, event.timestamp().toString());
            event.eachField((name, value) -> {
                if (value instanceof Number number) {
                    json.writeNumberProperty(name, number.longValue());
                } else {
                    json.writeStringProperty(name, value.toString());
                }
            });
            String replayedTo = event.replayedTo();
            if (replayedTo != null) {
                json.writeStringProperty(EventEnvelope.REPLAYED_TO, replayedTo);
            }
            json.writeName(EventEnvelope.DATA);
            json.writeRawValue(event.data());
            json.writeEndObject();
        }
        return text.toString();
    }

    /**
     * Reads an envelope and its data in one pass.
     *
     * @throws RuntimeException where it is no envelope, or its data does not fit the record
     */
    <T> Received<T> received(String envelope, Class<T> type) {
        Map<String, Object> fields = new HashMap<>();
        T data = null;
        String dataText = null;
        try (JsonParser json = MAPPER.createParser(envelope)) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                JsonToken token = json.nextToken();
                if (name.equals(EventEnvelope.DATA)) {
                    long start = json.currentTokenLocation().getCharOffset();
                    data = json.readValueAs(type);
                    dataText = envelope.substring(
                            Math.toIntExact(start),
                            Math.toIntExact(json.currentLocation().getCharOffset()));
                } else if (token == JsonToken.VALUE_STRING) {
                    fields.put(name, json.getString());
                } else if (token == JsonToken.VALUE_NUMBER_INT) {
                    fields.put(name, json.getLongValue());
                } else {
                    json.skipChildren();
                }
            }
        }
        EventEnvelope read = EventEnvelope.of(
                text(fields, EventEnvelope.EVENT_ID),
                Instant.parse(text(fields, EventEnvelope.TIMESTAMP)),
                Objects.requireNonNull(dataText, EventEnvelope.DATA),
                fields::get);
        return new Received<>(read, Objects.requireNonNull(data, "data must not be null"));
    }

    private static String text(Map<String, Object> fields, String name) {
        return (String) Objects.requireNonNull(fields.get(name), name);
    }

    /** Whose event an envelope is; null where it cannot be read. */
    static @Nullable String tenantOf(String envelope) {
        try {
            return textOrNull(envelope, "tenantId");
        } catch (JacksonException unreadable) {
            return null;
        }
    }

    static String eventIdOf(String envelope) {
        return Objects.requireNonNull(textOrNull(envelope, EventEnvelope.EVENT_ID), EventEnvelope.EVENT_ID);
    }

    private static @Nullable String textOrNull(String envelope, String field) {
        JsonNode value = MAPPER.readTree(envelope).get(field);
        return value == null || value.isNull() ? null : value.asString();
    }
}
