package dev.coffer.kyc.check.sumsub;

import dev.coffer.kyc.check.CheckKind;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Where Sumsub is, and who we are to it. Holds secrets: {@link #toString} leaves them out.
 *
 * @param apiBase without a slash at the end
 * @param readTimeout of one request; at most {@value #LONGEST_SECONDS} s, so that all of one check fit into its lease
 * @param levels the verification level for each kind of check; one that is not there is left to reviewers
 */
record SumsubSettings(
        String appToken,
        String secretKey,
        String webhookSecret,
        URI apiBase,
        Duration connectTimeout,
        Duration readTimeout,
        Map<CheckKind, String> levels) {

    private static final String PREFIX = "coffer.kyc.sumsub.";
    private static final int LONGEST_SECONDS = 15;
    private static final Duration LONGEST = Duration.ofSeconds(LONGEST_SECONDS);

    SumsubSettings {
        requireText("app-token", appToken, "the app token, prd:... or sbx:...");
        requireText("secret-key", secretKey, "the secret that was shown with the app token");
        requireText("webhook-secret", webhookSecret, "the secret key of the webhook");
        if (!"https".equals(apiBase.getScheme()) && !"http".equals(apiBase.getScheme())) {
            throw new IllegalArgumentException(PREFIX + "api-base must be an http or https address, not " + apiBase);
        }
        requireTimeout("connect-timeout", connectTimeout);
        requireTimeout("read-timeout", readTimeout);
        levels = Map.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("coffer.kyc.provider is sumsub, and " + PREFIX + "levels names none");
        }
    }

    private static void requireText(String name, String value, String meaning) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    "coffer.kyc.provider is sumsub, and " + PREFIX + name + " is missing: " + meaning);
        }
    }

    private static void requireTimeout(String name, Duration value) {
        if (!value.isPositive() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    PREFIX + name + " must be more than zero and at most " + LONGEST + ", not " + value);
        }
    }

    @Override
    public String toString() {
        return "SumsubSettings[" + apiBase + "]";
    }
}
