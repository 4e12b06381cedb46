package dev.coffer.notification.preference;

import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.SignedText;
import dev.coffer.notification.message.NotificationCategory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the link of a mail carries: whose mails of which category it ends, until when it counts, and a signature over that. It says no to
 * mails and can do nothing else, so whoever a mail was forwarded to can do no more harm than that.
 */
final class UnsubscribeTokens {

    /** Longer than people take to clear up their mailbox. */
    static final Duration LIFETIME = Duration.ofDays(180);

    private static final String PURPOSE = "unsubscribe-links";

    private final SignedText tokens;
    private final Clock clock;

    UnsubscribeTokens(MasterKey masterKey, Clock clock) {
        this.tokens = new SignedText(masterKey, PURPOSE);
        this.clock = clock;
    }

    /** Whose mails of what. */
    record Subscription(String tenantId, String userId, NotificationCategory category) {}

    String issue(Subscription subscription) {
        return tokens.sign(
                subscription.tenantId(),
                subscription.userId(),
                subscription.category().name(),
                Long.toString(clock.instant().plus(LIFETIME).getEpochSecond()));
    }

    /** @return null for what was not made here, or is too old */
    @Nullable
    Subscription read(String token) {
        List<String> parts = tokens.read(token);
        return parts != null && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts.get(3))))
                ? new Subscription(parts.get(0), parts.get(1), NotificationCategory.valueOf(parts.get(2)))
                : null;
    }
}
