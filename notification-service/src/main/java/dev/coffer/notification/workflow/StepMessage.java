package dev.coffer.notification.workflow;

import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Instant;
import java.util.Map;

/**
 * What a step sends, before it is in words.
 *
 * @param id the same however often the event comes
 * @param told what the event says; may be personal
 * @param at when that happened which it tells of
 */
record StepMessage(
        String id,
        String tenantId,
        String userId,
        NotificationChannel channel,
        String template,
        String locale,
        NotificationCategory category,
        boolean isCritical,
        NotificationPriority priority,
        Map<String, String> told,
        Instant at) {

    StepMessage {
        told = Map.copyOf(told);
    }

    StepMessage with(String otherId, Map<String, String> otherTold, Instant otherAt) {
        return new StepMessage(
                otherId,
                tenantId,
                userId,
                channel,
                template,
                locale,
                category,
                isCritical,
                priority,
                otherTold,
                otherAt);
    }

    @Override
    public String toString() {
        return "StepMessage[" + id + ", " + template + "]";
    }
}
