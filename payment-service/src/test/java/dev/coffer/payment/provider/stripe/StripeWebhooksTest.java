package dev.coffer.payment.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import dev.coffer.payment.provider.PayoutRefusal;
import dev.coffer.payment.provider.ProviderFact;
import dev.coffer.payment.provider.ProviderWebhook;
import dev.coffer.payment.provider.WebhookReading;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripeWebhooksTest {

    static final String SECRET = "whsec_test_secret_of_the_endpoint";

    private final MovedClock clock = new MovedClock();
    private final StripeWebhooks webhooks = new StripeWebhooks(
            new StripeSettings(
                    "sk_test_1",
                    SECRET,
                    URI.create("http://localhost:1"),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    0),
            clock);

    static String event(String type, String object) {
        return "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"" + type + "\",\"data\":{\"object\":" + object + "}}";
    }

    static String object(String id, String key, String more) {
        return "{\"id\":\"" + id + "\"" + more + ",\"metadata\":{\"coffer_key\":\"" + key
                + "\",\"coffer_tenant\":\"main\"}}";
    }

    static String sign(String body, long at, String secret) {
        try {
            return "t=" + at + ",v1=" + Webhook.Util.computeHmacSha256(secret, at + "." + body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private WebhookReading read(String body, String signature) {
        return webhooks.read(new ProviderWebhook(
                Map.of(StripeWebhooks.SIGNATURE, signature), body.getBytes(StandardCharsets.UTF_8)));
    }

    private WebhookReading told(String body) {
        return read(body, sign(body, clock.instant().getEpochSecond(), SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled"})
    void news_of_a_payment_has_it_asked_for_again(String type) {
        assertThat(told(event(type, object("pi_1", "deposit/1", ""))))
                .isEqualTo(new WebhookReading.Told(new ProviderFact.ChargeChanged("main", "deposit/1")));
    }

    @Test
    void what_became_of_a_payout_and_that_a_charge_went_back_are_told() {
        assertThat(told(event("payout.paid", object("po_1", "withdrawal/1", ""))))
                .isEqualTo(new WebhookReading.Told(new ProviderFact.PayoutPaid("main", "withdrawal/1", "po_1")));
        assertThat(told(event("payout.failed", object("po_1", "withdrawal/1", ",\"failure_code\":\"no_account\""))))
                .isEqualTo(new WebhookReading.Told(new ProviderFact.PayoutFailed(
                        "main", "withdrawal/1", PayoutRefusal.PAYOUT_DESTINATION_INVALID)));
        assertThat(told(event("payout.failed", object("po_1", "withdrawal/1", ",\"failure_code\":null"))))
                .isEqualTo(new WebhookReading.Told(
                        new ProviderFact.PayoutFailed("main", "withdrawal/1", PayoutRefusal.PAYOUT_REFUSED)));
        assertThat(told(event("charge.refunded", object("ch_1", "deposit/1", ""))))
                .isEqualTo(new WebhookReading.Told(new ProviderFact.ChargeReturned("main", "deposit/1")));
    }

    @Test
    void what_is_of_another_type_or_not_ours_is_taken_and_left() {
        assertThat(told(event("customer.created", object("cus_1", "deposit/1", ""))))
                .isEqualTo(new WebhookReading.Ignored("customer.created"));
        assertThat(told(event("payout.paid", "{\"id\":\"po_1\",\"metadata\":{}}")))
                .isEqualTo(new WebhookReading.Ignored("payout.paid"));
        assertThat(told(event("payout.paid", "{\"id\":\"po_1\",\"metadata\":{\"coffer_key\":\"withdrawal/1\"}}")))
                .isEqualTo(new WebhookReading.Ignored("payout.paid"));
        assertThat(told("[]")).isEqualTo(new WebhookReading.Ignored(""));
    }

    @Test
    void a_signature_of_somebody_else_of_another_body_or_of_five_minutes_ago_is_refused() {
        String body = event("payout.paid", object("po_1", "withdrawal/1", ""));
        long now = clock.instant().getEpochSecond();
        assertThat(read(body, sign(body, now, "whsec_other"))).isInstanceOf(WebhookReading.Refused.class);
        assertThat(read(body + " ", sign(body, now, SECRET))).isInstanceOf(WebhookReading.Refused.class);
        assertThat(read(body, sign(body, now - 300, SECRET))).isInstanceOf(WebhookReading.Told.class);
        assertThat(read(body, sign(body, now - 301, SECRET))).isInstanceOf(WebhookReading.Refused.class);
        assertThat(webhooks.read(new ProviderWebhook(Map.of(), body.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(WebhookReading.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "t", "t=", "t=x,v1=0", "v1=0", "t=1", "v1", "t=99999999999999999999,v1=0", "é=ü"})
    void a_signature_that_is_none_is_refused(String signature) {
        assertThat(read("{}", signature)).isInstanceOf(WebhookReading.Refused.class);
    }

    @Test
    void what_is_signed_and_no_json_is_refused() {
        assertThat(told("no json")).isInstanceOf(WebhookReading.Refused.class);
    }

    /** Computed by hand: {@code printf '1795255200.{}' | openssl dgst -sha256 -hmac whsec_test_secret_of_the_endpoint}. */
    @Test
    void the_signature_is_the_one_that_stripe_documents() {
        String signature =
                "t=1795255200,v0=ignored,v1=22b138a05c7338443ca960069154358d612121cf76f611ee7feb05b66b6eaaa9";
        assertThat(clock.instant().getEpochSecond()).isEqualTo(1_795_255_200L);
        assertThat(read("{}", signature)).isEqualTo(new WebhookReading.Ignored(""));
    }
}
