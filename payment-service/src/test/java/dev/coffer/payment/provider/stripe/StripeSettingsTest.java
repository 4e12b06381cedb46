package dev.coffer.payment.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StripeSettingsTest {

    private static StripeSettings settings(String secretKey, String webhookSecret) {
        return new StripeSettings(
                secretKey,
                webhookSecret,
                URI.create("https://api.stripe.com"),
                Duration.ofSeconds(2),
                Duration.ofSeconds(8),
                1);
    }

    @Test
    void a_missing_secret_is_named() {
        assertThatThrownBy(() -> settings("", "whsec_1")).hasMessageContaining("coffer.payment.stripe.secret-key");
        assertThatThrownBy(() -> settings("sk_1", " ")).hasMessageContaining("coffer.payment.stripe.webhook-secret");
    }

    @Test
    void secrets_are_not_shown() {
        assertThat(settings("sk_1", "whsec_1").toString()).doesNotContain("sk_1", "whsec_1");
        assertThat(new StripeWiring.StripeProperties(
                                "sk_1",
                                "whsec_1",
                                URI.create("https://api.stripe.com"),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(8),
                                1)
                        .toString())
                .doesNotContain("sk_1", "whsec_1");
    }
}
