package dev.coffer.notification.workflow;

import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationPriority;
import dev.coffer.notification.template.RenderTemplate.Rendered;
import java.time.Instant;

/**
 * A message on its way to a channel.
 *
 * @param id the same however often its event comes
 * @param template the key
 * @param locale of the reader
 * @param isCritical whether it goes whatever the user wants
 * @param at when that happened which it tells of
 */
public record Outgoing(
        String id,
        String tenantId,
        String userId,
        String template,
        String locale,
        NotificationCategory category,
        boolean isCritical,
        NotificationPriority priority,
        Rendered rendered,
        Instant at) {

    @Override
    public String toString() {
        return "Outgoing[" + id + ", " + template + "]";
    }
}
