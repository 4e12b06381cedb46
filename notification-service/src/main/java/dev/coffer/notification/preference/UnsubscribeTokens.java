package dev.coffer.notification.preference;

import dev.coffer.core.seal.MasterKey;
import dev.coffer.notification.message.NotificationCategory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * What the link of a mail carries: whose mails of which category it ends, until when it counts, and a signature over that. It says no to
 * mails and can do nothing else, so whoever a mail was forwarded to can do no more harm than that.
 */
final class UnsubscribeTokens {

    /** Longer than people take to clear up their mailbox. */
    static final Duration LIFETIME = Duration.ofDays(180);

    private static final String PURPOSE = "unsubscribe-links";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LONGEST = 1_000;
    private static final int PARTS = 4;

    private final SecretKey key;
    private final Clock clock;

    UnsubscribeTokens(MasterKey masterKey, Clock clock) {
        this.key = masterKey.derive(PURPOSE, ALGORITHM);
        this.clock = clock;
    }

    /** Whose mails of what. */
    record Subscription(String tenantId, String userId, NotificationCategory category) {}

    String issue(Subscription subscription) {
        String content = String.join(
                "\n",
                subscription.tenantId(),
                subscription.userId(),
                subscription.category().name(),
                Long.toString(clock.instant().plus(LIFETIME).getEpochSecond()));
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return text(bytes) + '.' + text(signature(bytes));
    }

    /** @return null for what was not made here, or is too old */
    @Nullable
    Subscription read(String token) {
        int dot = token.indexOf('.');
        if (token.length() > LONGEST || dot < 0) {
            return null;
        }
        try {
            byte[] content = Base64.getUrlDecoder().decode(token.substring(0, dot));
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            return MessageDigest.isEqual(signature, signature(content)) ? parse(content) : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private @Nullable Subscription parse(byte[] content) {
        String[] parts = new String(content, StandardCharsets.UTF_8).split("\n", PARTS);
        Instant until = Instant.ofEpochSecond(Long.parseLong(parts[3]));
        return clock.instant().isBefore(until)
                ? new Subscription(parts[0], parts[1], NotificationCategory.valueOf(parts[2]))
                : null;
    }

    private byte[] signature(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, impossible);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
