package dev.coffer.core.webhook;

import java.time.Duration;

/**
 * What is accepted of a delivery.
 *
 * @param tolerance how far the time of signing may be from now, either way; 1 s to 1 hour
 * @param maxBodyBytes of the body as it came, 1 byte to 16 MiB
 */
public record WebhookLimits(Duration tolerance, int maxBodyBytes) {

    /** Characters of the header. */
    static final int MAX_HEADER_CHARS = 1_024;

    /** Signatures in one header, of schemes that we know. */
    static final int MAX_SIGNATURES = 5;

    /** Secrets that count at the same time: two while one replaces the other. */
    static final int MAX_SECRETS = 5;

    private static final Duration LONGEST_TOLERANCE = Duration.ofHours(1);
    private static final int LARGEST_BODY = 16 << 20;

    /** Five minutes, 256 KiB. */
    public static final WebhookLimits DEFAULT = new WebhookLimits(Duration.ofMinutes(5), 256 << 10);

    public WebhookLimits {
        if (tolerance.compareTo(Duration.ofSeconds(1)) < 0 || tolerance.compareTo(LONGEST_TOLERANCE) > 0) {
            throw new IllegalArgumentException("A webhook's tolerance is 1 s to 1 h, not " + tolerance);
        }
        if (maxBodyBytes < 1 || maxBodyBytes > LARGEST_BODY) {
            throw new IllegalArgumentException(
                    "A webhook's body may have 1 to " + LARGEST_BODY + " bytes, not " + maxBodyBytes);
        }
    }
}
