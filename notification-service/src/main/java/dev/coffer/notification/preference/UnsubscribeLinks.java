package dev.coffer.notification.preference;

import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.preference.UnsubscribeTokens.Subscription;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The addresses by which users say no from a mail (RFC 8058). */
public final class UnsubscribeLinks {

    static final String PATH = "/notifications/unsubscribe";

    private final @Nullable URI publicUrl;
    private final UnsubscribeTokens tokens;

    /** @param publicUrl where users reach this service; null where nobody said */
    UnsubscribeLinks(@Nullable URI publicUrl, UnsubscribeTokens tokens) {
        this.publicUrl = publicUrl;
        this.tokens = tokens;
    }

    /** @return null for mails that a user cannot say no to, and where nobody would reach the address */
    public @Nullable String find(String tenantId, String userId, NotificationCategory category, boolean isCritical) {
        if (publicUrl == null || isCritical || !UserPreferences.isChangeable(category)) {
            return null;
        }
        return publicUrl + PATH + "?token=" + tokens.issue(new Subscription(tenantId, userId, category));
    }
}
