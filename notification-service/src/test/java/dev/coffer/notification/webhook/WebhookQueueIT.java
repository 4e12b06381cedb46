package dev.coffer.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.notification.webhook.SendAgain.Wanted;
import dev.coffer.notification.webhook.TestReceiver.Got;
import dev.coffer.notification.webhook.Webhook.Draft;
import dev.coffer.notification.webhook.WebhookDelivery.Outcome;
import dev.coffer.notification.webhook.WebhookDelivery.State;
import dev.coffer.notification.webhook.WebhookResult.Replayed;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two replicas deliver what is queued, whatever receivers do; hours and days are passed by moving the clock. */
@ExtendWith(StoresExtension.class)
class WebhookQueueIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TestQueue queue;
    private TestReceiver receiver;

    @BeforeEach
    void start(@FreshDatabase String database) {
        queue = new TestQueue(database, TestQueue.LIMITS);
        receiver = new TestReceiver();
    }

    @AfterEach
    void stop() {
        queue.close();
        receiver.close();
    }

    private void awaitState(Webhook webhook, EventEnvelope event, State state) {
        await().atMost(PATIENCE).until(() -> queue.delivery(webhook, event).state() == state);
    }

    /** Moves the clock in small steps until it is so, whenever nobody is at work. */
    private void pass(Duration step, BooleanSupplier isSo) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!isSo.getAsBoolean() && !queue.isUnderWay()) {
                queue.clock.advance(step);
            }
            return isSo.getAsBoolean();
        });
    }

    @Test
    void two_replicas_deliver_each_event_once_and_nothing_that_is_not_offered() {
        queue.withReplicas(2);
        Webhook webhook = queue.register(receiver.url(), "wallet.*");
        Webhook other = queue.register(receiver.url() + "?other", "kyc.*");
        List<EventEnvelope> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            events.add(queue.event("1." + i));
        }
        queue.tell(events);
        queue.tell(events);
        await().atMost(PATIENCE).until(() -> queue.count(webhook, State.DELIVERED) == events.size());

        assertThat(receiver.all()).hasSize(events.size());
        assertThat(receiver.all()).extracting(Got::id).doesNotHaveDuplicates();
        assertThat(receiver.all()).extracting(Got::attempt).containsOnly("1");
        assertThat(receiver.all().getFirst().json().path("data").propertyNames())
                .containsExactlyInAnyOrder("userId", "walletId", "amount");
        assertThat(receiver.all())
                .noneMatch(got -> got.body().contains("secret") || got.body().contains("staff"));
        assertThat(queue.count(other, State.DELIVERED) + queue.count(other, State.WAITING))
                .isZero();
    }

    @Test
    void an_endpoint_that_is_down_for_hours_gets_everything_when_it_is_back() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        queue.withReplicas(2);
        Webhook webhook = queue.register("http://127.0.0.1:" + port + "/", "*");
        List<EventEnvelope> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            events.add(queue.tell("1." + i));
        }
        await().atMost(PATIENCE).until(() -> queue.circuit(webhook).state(queue.clock.instant()) == Circuit.State.OPEN);
        Instant end = queue.clock.instant().plus(Duration.ofHours(6));
        pass(Duration.ofMinutes(20), () -> queue.clock.instant().isAfter(end));
        assertThat(queue.count(webhook, State.WAITING)).isEqualTo(events.size());
        assertThat(queue.delivery(webhook, events.getFirst()).last())
                .extracting(Outcome::problem)
                .isEqualTo("no connection could be made");

        try (TestReceiver back = new TestReceiver()) {
            Draft moved = new Draft(new WebhookUrl(back.url()), null, webhook.events(), true);
            assertThat(queue.save.change(queue.caller(), webhook.id(), webhook.version(), moved))
                    .isInstanceOf(WebhookResult.Saved.class);
            pass(Duration.ofMinutes(10), () -> queue.count(webhook, State.DELIVERED) == events.size());
            assertThat(back.all()).extracting(Got::id).doesNotHaveDuplicates().hasSize(events.size());
        }
    }

    @Test
    void a_circuit_opens_lets_one_through_when_its_time_is_over_and_closes_when_that_arrives() {
        receiver.answering(503);
        Webhook webhook = queue.register(receiver.url(), "*");
        for (int i = 0; i < 30; i++) {
            queue.tell("1." + i);
        }
        queue.withReplicas(2);
        await().atMost(PATIENCE).until(() -> queue.circuit(webhook).state(queue.clock.instant()) == Circuit.State.OPEN);
        int tried = receiver.count();
        assertThat(tried).isBetween(Circuit.THRESHOLD, Circuit.THRESHOLD + TestQueue.LIMITS.perEndpoint());

        queue.clock.advance(Duration.ofMinutes(10));
        await().atMost(PATIENCE).until(() -> receiver.count() == tried + 1);
        await().atMost(PATIENCE).until(() -> queue.circuit(webhook).state(queue.clock.instant()) == Circuit.State.OPEN);
        assertThat(receiver.count()).isEqualTo(tried + 1);

        receiver.answering(200);
        pass(Duration.ofMinutes(10), () -> queue.count(webhook, State.DELIVERED) == 30);
        assertThat(queue.circuit(webhook)).isEqualTo(Circuit.WELL);
    }

    @Test
    void what_nobody_takes_for_a_day_is_a_dead_letter_and_is_tried_again_when_asked_for() {
        receiver.answering(500);
        queue.withReplicas(2);
        Webhook webhook = queue.register(receiver.url(), "*");
        List<EventEnvelope> events = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            events.add(queue.tell("1." + i));
        }
        pass(Duration.ofMinutes(30), () -> queue.count(webhook, State.DEAD) == events.size());
        assertThat(queue.delivery(webhook, events.getLast()).nextTryAt()).isNull();
        EventEnvelope late = queue.tell("2.00");

        receiver.answering(200);
        EventEnvelope first = events.getFirst();
        String id = WebhookDelivery.id(webhook.id(), first.eventId());
        assertThat(queue.again.replay(queue.caller(), new Wanted(webhook.id(), id, null, null, false), "one"))
                .isEqualTo(new Replayed(1, true));
        pass(Duration.ofMinutes(10), () -> queue.delivery(webhook, first).state() == State.DELIVERED);

        Instant now = queue.clock.instant();
        Wanted range = new Wanted(webhook.id(), null, first.timestamp().minusSeconds(1), now.plusSeconds(1), false);
        assertThat(queue.again.replay(queue.caller(), range, "all")).isEqualTo(new Replayed(11, true));
        assertThat(queue.again.replay(queue.caller(), range, "all"))
                .as("the same key asks for nothing twice")
                .isEqualTo(new Replayed(0, true));
        pass(Duration.ofMinutes(10), () -> queue.count(webhook, State.DELIVERED) == events.size() + 1);
        awaitState(webhook, late, State.DELIVERED);
        List<Got> ofFirst =
                receiver.all().stream().filter(got -> got.delivery().equals(id)).toList();
        assertThat(ofFirst)
                .extracting(Got::body)
                .containsOnly(ofFirst.getFirst().body());
    }

    @Test
    void an_endpoint_that_fails_for_days_is_switched_off_once_and_its_operator_told() {
        receiver.answering(410);
        queue.withReplicas(2);
        Webhook webhook = queue.register(receiver.url(), "*");
        pass(Duration.ofHours(5), () -> {
            queue.tell("1.00");
            return !Objects.requireNonNull(queue.webhooks.find(null, queue.tenantId, webhook.id()))
                    .isEnabled();
        });

        Webhook off = Objects.requireNonNull(queue.webhooks.find(null, queue.tenantId, webhook.id()));
        assertThat(off.switchedOffAt()).isNotNull();
        Document told = Objects.requireNonNull(queue.told());
        assertThat(told.getString("eventType")).isEqualTo(WebhookSwitchedOff.TYPE);
        assertThat(told.getString("data")).contains("olga").contains("127.0.0.1");
        assertThat(queue.database.getCollection("outbox").countDocuments(new Document("tenantId", queue.tenantId)))
                .isEqualTo(1);
        await().atMost(PATIENCE).until(() -> queue.count(webhook, State.WAITING) == 0);

        receiver.answering(200);
        Draft on = new Draft(webhook.url(), null, webhook.events(), true);
        assertThat(queue.save.change(queue.caller(), webhook.id(), off.version(), on))
                .isInstanceOf(WebhookResult.Saved.class);
        awaitState(webhook, queue.tell("3.00"), State.DELIVERED);
    }

    @Test
    void whoever_dies_between_sending_and_recording_leaves_it_to_another_under_the_same_id() {
        Webhook webhook = queue.register(receiver.url(), "*");
        EventEnvelope event = queue.tell("1.00");
        EndpointQueue.Key key = new EndpointQueue.Key(queue.tenantId, webhook.id());
        Instant now = queue.clock.instant();
        // As a replica that took it up and is gone.
        assertThat(queue.endpointQueues.take(key, now, now.plus(TestQueue.LIMITS.lease())))
                .isNotNull();
        queue.withReplicas(2);
        queue.clock.advance(TestQueue.LIMITS.lease().minusSeconds(1));
        await().during(Duration.ofSeconds(1)).atMost(PATIENCE).until(() -> receiver.count() == 0);

        queue.clock.advance(Duration.ofSeconds(1));
        awaitState(webhook, event, State.DELIVERED);
        assertThat(receiver.all())
                .extracting(Got::delivery)
                .containsExactly(queue.delivery(webhook, event).id());
    }

    @Test
    void whoever_lost_an_endpoint_to_another_records_nothing() {
        Webhook webhook = queue.register(receiver.url(), "*");
        queue.tell("1.00");
        EndpointQueue.Key key = new EndpointQueue.Key(queue.tenantId, webhook.id());
        Instant now = queue.clock.instant();
        EndpointQueue slow = Objects.requireNonNull(queue.endpointQueues.take(key, now, now.plusSeconds(60)));
        EndpointQueue next =
                Objects.requireNonNull(queue.endpointQueues.take(key, now.plusSeconds(60), now.plusSeconds(120)));

        assertThat(queue.transactions.<Boolean>inTransaction(unit -> queue.endpointQueues.save(unit, slow)))
                .isFalse();
        assertThat(queue.transactions.<Boolean>inTransaction(unit -> queue.endpointQueues.save(unit, next)))
                .isTrue();
        queue.endpointQueues.release(slow);
        assertThat(queue.endpointQueues.take(key, now.plusSeconds(60), now.plusSeconds(120)))
                .as("the late release frees nothing")
                .isNull();
    }

    @Test
    void what_waits_for_an_endpoint_that_is_deleted_goes_nowhere() throws InterruptedException {
        receiver.answering(500);
        Webhook webhook = queue.register(receiver.url(), "*");
        EventEnvelope event = queue.tell("1.00");
        queue.transactions.run(unit -> queue.webhooks.delete(unit, queue.tenantId, webhook.id()));
        queue.worker().work(new EndpointQueue.Key(queue.tenantId, webhook.id()), () -> false);

        assertThat(receiver.count()).isZero();
        assertThat(queue.deliveries.find(queue.tenantId, WebhookDelivery.id(webhook.id(), event.eventId())))
                .isNull();
        assertThat(new HashSet<>(queue.deliveries.due(queue.clock.instant())))
                .noneMatch(endpointQueue -> endpointQueue.webhookId().equals(webhook.id()));
    }
}
