package dev.coffer.notification.dispatch;

import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is to be sent, and to whom.
 *
 * @param idempotencyKey with the name of the operation before it
 * @param userIds empty where a segment says who
 * @param segment null where the list says who
 * @param values for the template's variables; may be personal
 * @param sendAt null for at once
 */
record DispatchOrder(
        String idempotencyKey,
        List<String> userIds,
        @Nullable Segment segment,
        String template,
        SortedMap<String, String> values,
        NotificationCategory category,
        NotificationPriority priority,
        List<NotificationChannel> channels,
        @Nullable Instant sendAt) {

    DispatchOrder {
        userIds = List.copyOf(userIds);
        values = new TreeMap<>(values);
        channels = List.copyOf(channels);
    }

    /** Users of the tenant. @param locale null for all; "de" also means "de-AT" */
    record Segment(@Nullable String locale) {}

    /** The same for the same order, whatever becomes of it. */
    String fingerprint() {
        try {
            byte[] json = JsonMapper.shared().writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "DispatchOrder[" + template + "]";
    }
}
