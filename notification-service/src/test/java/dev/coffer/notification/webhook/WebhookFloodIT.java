package dev.coffer.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.notification.webhook.TestReceiver.Got;
import dev.coffer.notification.webhook.WebhookDelivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many events to many endpoints, of which half take what comes and never answer, or are not there. */
@ExtendWith(StoresExtension.class)
class WebhookFloodIT {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookFloodIT.class);
    private static final int EVENTS = 1_000;
    private static final int AT_ONCE = 50;
    private static final int ENDPOINTS = 20;

    /** As long as it is in production: whoever waited for the dead would be seen to. */
    private static final WebhookLimits LIMITS = new WebhookLimits(
            Duration.ofSeconds(30), 8, 48, 16, Duration.ofSeconds(60), Duration.ofMillis(200), Duration.ofDays(5));

    @Test
    void dead_endpoints_delay_nobody_else(@FreshDatabase String database) {
        List<TestReceiver> living = new ArrayList<>();
        List<TestReceiver> silent = new ArrayList<>();
        List<Webhook> of = new ArrayList<>();
        try (TestQueue queue = new TestQueue(database, LIMITS)) {
            for (int i = 0; i < ENDPOINTS / 2; i++) {
                living.add(new TestReceiver());
                of.add(queue.register(living.get(i).url(), "wallet.*"));
                if (i % 2 == 0) {
                    silent.add(new TestReceiver().silent());
                    queue.register(silent.getLast().url(), "*");
                } else {
                    queue.register("http://127.0.0.1:" + (1 + i) + "/", "*");
                }
            }
            queue.withReplicas(2);
            Instant began = Instant.now();
            for (int i = 0; i < EVENTS / AT_ONCE; i++) {
                List<EventEnvelope> some = new ArrayList<>();
                for (int j = 0; j < AT_ONCE; j++) {
                    some.add(queue.event("1.00"));
                }
                queue.tell(some);
            }
            Instant told = Instant.now();
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> living.stream().allMatch(receiver -> receiver.count() >= EVENTS));
            Instant last = living.stream()
                    .flatMap(receiver -> receiver.all().stream())
                    .map(Got::at)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            LOG.info(
                    "{} events queued for {} endpoints in {}; the living half had all after {}",
                    EVENTS,
                    ENDPOINTS,
                    Duration.between(began, told),
                    Duration.between(began, last));

            for (TestReceiver receiver : living) {
                assertThat(receiver.all())
                        .extracting(Got::delivery)
                        .doesNotHaveDuplicates()
                        .hasSize(EVENTS);
            }
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() ->
                            assertThat(of).allMatch(webhook -> queue.count(webhook, State.DELIVERED) == EVENTS));
            assertThat(silent).allMatch(receiver -> receiver.count() <= 3 * LIMITS.perEndpoint());
        } finally {
            living.forEach(TestReceiver::close);
            silent.forEach(TestReceiver::close);
        }
    }
}
