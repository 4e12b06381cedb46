package dev.coffer.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationProcess;
import dev.coffer.notification.webhook.TestReceiver.Got;
import dev.coffer.notification.webhook.WebhookDelivery.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A replica is killed while it sends, by the receiver that it sends to: before it can record anything. */
@ExtendWith(StoresExtension.class)
class WebhookKillIT {

    private static final int EVENTS = 40;

    private static NotificationProcess replica(String database, TestTokens tokens) throws IOException {
        return new NotificationProcess(
                database,
                tokens,
                "384m",
                "coffer.notification.webhooks.allow-loopback=true",
                "coffer.notification.webhooks.timeout=2s",
                "coffer.notification.webhooks.lease=12s");
    }

    @Test
    void whoever_is_killed_between_sending_and_recording_loses_nothing(@FreshDatabase String database)
            throws IOException, InterruptedException {
        try (TestTokens tokens = TestTokens.start();
                TestReceiver receiver = new TestReceiver();
                TestQueue queue = new TestQueue(database, TestQueue.LIMITS)) {
            // The replicas go by the real clock.
            queue.clock.set(Instant.now());
            Webhook webhook = queue.register(receiver.url(), "*");
            try (NotificationProcess one = replica(database, tokens)) {
                receiver.silent();
                List<EventEnvelope> events = new ArrayList<>();
                for (int i = 0; i < EVENTS; i++) {
                    events.add(queue.event("1.00"));
                }
                queue.tell(events);
                await().atMost(Duration.ofMinutes(2)).until(() -> receiver.count() > 0);
                one.kill();
            }
            Set<String> sent = new TreeSet<>();
            receiver.all().forEach(got -> sent.add(got.delivery()));
            assertThat(queue.count(webhook, State.WAITING)).isEqualTo(EVENTS);

            receiver.talkative();
            int before = receiver.count();
            try (NotificationProcess _ = replica(database, tokens)) {
                await().atMost(Duration.ofMinutes(3)).until(() -> queue.count(webhook, State.DELIVERED) == EVENTS);
            }
            List<Got> after = receiver.all().subList(before, receiver.count());
            assertThat(after)
                    .extracting(Got::delivery)
                    .doesNotHaveDuplicates()
                    .hasSize(EVENTS)
                    .containsAll(sent);
        }
    }
}
