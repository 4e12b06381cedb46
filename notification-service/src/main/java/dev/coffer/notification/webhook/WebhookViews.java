package dev.coffer.notification.webhook;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.webhook.WebhookSecret;
import dev.coffer.notification.webhook.WebhookDelivery.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of {@code webhook.graphqls}. */
final class WebhookViews {

    private WebhookViews() {}

    @GraphQlName("Webhook")
    record WebhookView(
            String id,
            String url,
            @Nullable String description,
            List<String> events,
            boolean isEnabled,
            int version,
            Instant createdAt,
            Instant changedAt,
            @Nullable Instant switchedOffAt,
            Circuit.State circuit,
            @Nullable Instant failingSince,
            @Nullable Instant overlapUntil,
            @Nullable String secret) {

        static WebhookView of(Webhook webhook, Circuit circuit, @Nullable WebhookSecret secret, Instant now) {
            return new WebhookView(
                    webhook.id(),
                    webhook.url().text(),
                    webhook.description(),
                    webhook.events().stream().map(EventPattern::text).toList(),
                    webhook.isEnabled(),
                    webhook.version(),
                    webhook.createdAt(),
                    webhook.changedAt(),
                    webhook.switchedOffAt(),
                    circuit.state(now),
                    circuit.failingSince(),
                    webhook.overlapUntil(now),
                    secret == null ? null : secret.text());
        }

        @Override
        public String toString() {
            return "WebhookView[" + id + "]";
        }
    }

    @GraphQlName("WebhookDelivery")
    record DeliveryView(
            String id,
            String webhookId,
            String event,
            String body,
            WebhookDelivery.State state,
            int tries,
            Instant createdAt,
            @Nullable Instant nextTryAt,
            @Nullable Instant endedAt,
            @Nullable Integer status,
            @Nullable String reply,
            @Nullable String problem,
            @Nullable Integer tookMillis) {

        static DeliveryView of(WebhookDelivery delivery) {
            Outcome last = delivery.last();
            return new DeliveryView(
                    delivery.id(),
                    delivery.webhookId(),
                    delivery.event(),
                    delivery.body(),
                    delivery.state(),
                    delivery.tries(),
                    delivery.createdAt(),
                    delivery.nextTryAt(),
                    delivery.endedAt(),
                    last == null ? null : last.status(),
                    last == null ? null : last.reply(),
                    last == null ? null : last.problem(),
                    last == null ? null : Math.toIntExact(last.tookMillis()));
        }
    }

    @GraphQlName("WebhookStats")
    record StatsView(int waiting, int delivered, int dead) {}

    @GraphQlName("ReplayedWebhook")
    record ReplayedView(int count, boolean isDone) {}
}
