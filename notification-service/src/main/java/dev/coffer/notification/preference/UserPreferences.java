package dev.coffer.notification.preference;

import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants.
 *
 * @param choices only what the user said; what they never said is as {@link #isWanted} has it
 * @param quietHours null for none
 */
record UserPreferences(
        Map<Topic, Boolean> choices, @Nullable QuietHours quietHours) {

    static final UserPreferences NONE = new UserPreferences(Map.of(), null);

    /** What can be chosen for itself. */
    record Topic(NotificationCategory category, NotificationChannel channel) {}

    UserPreferences {
        choices = Map.copyOf(choices);
    }

    /** Who can get into the account is told whatever the user says. */
    static boolean isChangeable(NotificationCategory category) {
        return category != NotificationCategory.SECURITY;
    }

    /** News only to who asked for them; everything else to who did not say no. */
    boolean isWanted(Topic topic) {
        return !isChangeable(topic.category())
                || choices.getOrDefault(topic, topic.category() != NotificationCategory.NEWS);
    }
}
