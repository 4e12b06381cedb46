package dev.coffer.payment.provider.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import dev.coffer.payment.provider.ProviderFact;
import dev.coffer.payment.provider.ProviderWebhook;
import dev.coffer.payment.provider.WebhookReading;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads Stripe's events. Of an event only the few fields are read that are the same in every version of Stripe's API: which version an
 * endpoint speaks is set at Stripe.
 */
final class StripeWebhooks {

    static final String SIGNATURE = "stripe-signature";

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String secret;
    private final Clock clock;

    StripeWebhooks(StripeSettings settings, Clock clock) {
        this.secret = settings.webhookSecret();
        this.clock = clock;
    }

    WebhookReading read(ProviderWebhook webhook) {
        String signature = webhook.header(SIGNATURE);
        if (signature == null) {
            return new WebhookReading.Refused("it is not signed");
        }
        String body = new String(webhook.body(), StandardCharsets.UTF_8);
        try {
            Webhook.Signature.verifyHeader(body, signature, secret, TOLERANCE.toSeconds(), clock);
        } catch (SignatureVerificationException wrong) {
            return new WebhookReading.Refused("its signature is wrong or too old");
        } catch (NumberFormatException | IndexOutOfBoundsException broken) {
            return new WebhookReading.Refused("its signature cannot be read");
        }
        try {
            return read(JSON.readTree(body));
        } catch (JacksonException broken) {
            return new WebhookReading.Refused("it is signed and no JSON");
        }
    }

    private static WebhookReading read(JsonNode event) {
        String type = event.path("type").asString("");
        JsonNode about = event.at("/data/object");
        String key = about.at("/metadata/" + StripeBooks.KEY).asString("");
        String tenantId = about.at("/metadata/" + StripeBooks.TENANT).asString("");
        if (key.isEmpty() || tenantId.isEmpty()) {
            return new WebhookReading.Ignored(type);
        }
        return switch (type) {
            case "payment_intent.succeeded", "payment_intent.payment_failed", "payment_intent.canceled" ->
                new WebhookReading.Told(new ProviderFact.ChargeChanged(tenantId, key));
            case "charge.refunded" -> new WebhookReading.Told(new ProviderFact.ChargeReturned(tenantId, key));
            case "payout.paid" ->
                new WebhookReading.Told(new ProviderFact.PayoutPaid(
                        tenantId, key, about.path("id").asString("")));
            case "payout.failed", "payout.canceled" ->
                new WebhookReading.Told(new ProviderFact.PayoutFailed(
                        tenantId,
                        key,
                        StripePayouts.refusal(about.path("failure_code").asString(""))));
            default -> new WebhookReading.Ignored(type);
        };
    }
}
