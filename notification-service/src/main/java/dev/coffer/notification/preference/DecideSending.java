package dev.coffer.notification.preference;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.delivery.DeliveryReason;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.preference.SendDecision.Defer;
import dev.coffer.notification.preference.SendDecision.Send;
import dev.coffer.notification.preference.SendDecision.Suppress;
import dev.coffer.notification.preference.UserPreferences.Topic;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message goes now: the one place that says so, asked by each channel just before it sends. Quiet hours hold for what rings; an
 * inbox does not.
 */
public final class DecideSending {

    private final Preferences preferences;
    private final Clock clock;

    DecideSending(Preferences preferences, Clock clock) {
        this.preferences = preferences;
        this.clock = clock;
    }

    /**
     * @param unit null for what is committed
     * @param isCritical whether it goes whatever the user wants
     */
    public SendDecision decide(
            @Nullable UnitOfWork unit,
            String tenantId,
            String userId,
            NotificationCategory category,
            NotificationChannel channel,
            boolean isCritical) {
        if (isCritical || !UserPreferences.isChangeable(category)) {
            return new Send();
        }
        UserPreferences wanted = preferences.find(unit, tenantId, userId);
        Topic topic = new Topic(category, channel);
        if (!wanted.isWanted(topic)) {
            boolean isUnasked =
                    category == NotificationCategory.NEWS && !wanted.choices().containsKey(topic);
            return new Suppress(
                    isUnasked ? DeliveryReason.SUPPRESSED_WITHOUT_CONSENT : DeliveryReason.SUPPRESSED_BY_PREFERENCE);
        }
        QuietHours quiet = wanted.quietHours();
        @Nullable
        Instant end = quiet == null || channel == NotificationChannel.IN_APP ? null : quiet.endAfter(clock.instant());
        return end == null ? new Send() : new Defer(DeliveryReason.DEFERRED_BY_QUIET_HOURS, end);
    }
}
