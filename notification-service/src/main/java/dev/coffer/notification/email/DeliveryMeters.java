package dev.coffer.notification.email;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts what becomes of messages, by channel. */
final class DeliveryMeters {

    private static final String METER = "coffer.notification.deliveries";

    private final MeterRegistry registry;

    DeliveryMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void sent(Channel channel) {
        count(channel, "sent");
    }

    void failed(Channel channel) {
        count(channel, "failed");
    }

    private void count(Channel channel, String outcome) {
        registry.counter(METER, "channel", channel.name().toLowerCase(Locale.ROOT), "outcome", outcome)
                .increment();
    }
}
