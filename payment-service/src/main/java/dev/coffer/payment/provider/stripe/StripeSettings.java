package dev.coffer.payment.provider.stripe;

import java.net.URI;
import java.time.Duration;

/**
 * Where Stripe is, who we are to it, and how long we wait. Holds secrets: {@link #toString} leaves them out.
 *
 * @param apiBase without a slash at the end
 * @param retries how often stripe-java itself sends a request again that came to nothing, under the same idempotency key
 */
record StripeSettings(
        String secretKey,
        String webhookSecret,
        URI apiBase,
        Duration connectTimeout,
        Duration readTimeout,
        int retries) {

    private static final String PREFIX = "coffer.payment.stripe.";
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
    private static final int MOST_RETRIES = 5;

    StripeSettings {
        requireText("secret-key", secretKey, "the account's secret key, sk_...");
        requireText("webhook-secret", webhookSecret, "the signing secret of the webhook endpoint, whsec_...");
        if (!"https".equals(apiBase.getScheme()) && !"http".equals(apiBase.getScheme())) {
            throw new IllegalArgumentException(PREFIX + "api-base must be an http or https address, not " + apiBase);
        }
        requireTimeout("connect-timeout", connectTimeout);
        requireTimeout("read-timeout", readTimeout);
        if (retries < 0 || retries > MOST_RETRIES) {
            throw new IllegalArgumentException(PREFIX + "retries must be 0 to " + MOST_RETRIES + ", not " + retries);
        }
    }

    private static void requireText(String name, String value, String meaning) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    "coffer.payment.provider is stripe, and " + PREFIX + name + " is missing: " + meaning);
        }
    }

    private static void requireTimeout(String name, Duration value) {
        if (!value.isPositive() || value.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    PREFIX + name + " must be more than zero and at most " + LONGEST_TIMEOUT + ", not " + value);
        }
    }

    @Override
    public String toString() {
        return "StripeSettings[" + apiBase + "]";
    }
}
