package dev.coffer.notification.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;

/** Counts what comes of tries, by how far the delivery is then. */
final class WebhookMeters {

    private static final String METER = "coffer.notification.webhook.tries";

    private final MeterRegistry registry;

    WebhookMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void tried(List<WebhookDelivery> deliveries) {
        deliveries.forEach(delivery -> registry.counter(
                        METER, "outcome", delivery.state().name().toLowerCase(Locale.ROOT))
                .increment());
    }
}
