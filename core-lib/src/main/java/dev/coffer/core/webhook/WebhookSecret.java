package dev.coffer.core.webhook;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What both sides of a webhook know. Its text, all of it, is the key of the HMAC.
 *
 * @param text {@value #MIN_CHARS} to {@value #MAX_CHARS} printable ASCII characters; never logged
 */
public record WebhookSecret(String text) {

    static final int MIN_CHARS = 16;
    static final int MAX_CHARS = 256;
    private static final String PREFIX = "whsec_";
    private static final int RANDOM_BYTES = 32;

    public WebhookSecret {
        boolean isPrintable = text.chars().allMatch(letter -> letter > ' ' && letter < 0x7f);
        if (text.length() < MIN_CHARS || text.length() > MAX_CHARS || !isPrintable) {
            throw new IllegalArgumentException("A webhook's secret has " + MIN_CHARS + " to " + MAX_CHARS
                    + " printable ASCII characters and no blank; this one has " + text.length());
        }
    }

    /** A new one of 256 random bits. */
    public static WebhookSecret generate(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new WebhookSecret(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    byte[] key() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "WebhookSecret[***]";
    }
}
