package dev.coffer.core.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.events.EventsStage.PlacedOrder;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of events that nobody can handle: each ends where docs/core-lib.md says, and those behind it get through. */
@ExtendWith(StoresExtension.class)
class EventsBadInputIT {

    /** The least that the server takes. */
    private static final Duration TRANSACTION_LIFETIME = Duration.ofSeconds(1);

    private final EventsStage stage =
            new EventsStage(TestStores.mongoUri(), TestStores.redisUri(), EventsStage.freshName("bad"));

    @BeforeEach
    void create_indexes() {
        stage.createIndexes();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private DeadLetter awaitLetter() {
        await().atMost(EventsStage.PATIENCE).until(() -> stage.deadLetters().count(EventsStage.CONSUMER) == 1);
        return stage.deadLetters().of(EventsStage.CONSUMER).getFirst();
    }

    @Test
    void an_event_of_a_type_that_a_consumer_does_not_declare_is_passed_over() {
        stage.startShop();
        stage.startLedger(stage.recording());
        stage.cancel("key", 1);
        stage.place("key", 2);

        await().atMost(EventsStage.PATIENCE).until(() -> stage.effectCount() == 1);
        assertThat(stage.effects()).containsEntry("key", List.of(2L));
        assertThat(stage.deadLetters().count(EventsStage.CONSUMER)).isZero();
    }

    @Test
    void data_that_does_not_fit_the_consumers_record_goes_to_the_dead_letters() {
        record WrongOrder(UUID number) {}
        stage.startShop();
        stage.startLedger(
                stage.consumer(EventsStage.CONSUMER).on(EventsStage.PLACED, WrongOrder.class, (event, unit) -> {}));
        stage.place("key", 1);

        assertThat(awaitLetter().error()).contains("number");
    }

    @Test
    void an_oversized_event_is_refused_by_its_limit_and_nothing_is_written() {
        String large = "x".repeat(EventJson.LARGEST_DATA_BYTES);

        assertThatThrownBy(() -> stage.shopTransactions()
                        .run(unit -> stage.outbox()
                                .add(unit, EventDraft.of(new EventsStage.OrderPlaced(1, large), "key", "acme"))))
                .isInstanceOfSatisfying(CodedException.class, refused -> {
                    assertThat(refused.code()).isEqualTo(CommonError.INVALID_INPUT);
                    assertThat(refused.getMessage()).contains(EventsStage.PLACED, "262144");
                });
        assertThat(stage.shop().getCollection(Outbox.COLLECTION).countDocuments())
                .isZero();
    }

    @Test
    void an_event_of_no_registered_type_is_refused() {
        record Unknown(String what) {}

        assertThatThrownBy(() -> stage.shopTransactions()
                        .run(unit -> stage.outbox().add(unit, EventDraft.of(new Unknown("?"), "key", "acme"))))
                .hasMessageContaining("no event type is registered");
    }

    @Test
    void a_batch_that_takes_longer_than_a_transaction_may_is_applied_in_parts() {
        stage.placeAll(20, 1, 20);
        stage.startShop();
        stage.startLedger(stage.consumer(EventsStage.CONSUMER)
                .onBatch(EventsStage.PLACED, PlacedOrder.class, (events, unit) -> {
                    if (events.size() > 10) {
                        MongoException tooLate = new MongoException(251, "the transaction has been aborted");
                        tooLate.addLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL);
                        throw tooLate;
                    }
                    events.forEach(event -> EventsStage.record(event, unit));
                }));

        stage.awaitAllEffects();
    }

    @Test
    void data_that_is_no_json_goes_to_the_dead_letters_as_it_is() {
        stage.startShop();
        stage.startLedger(stage.recording());
        stage.shop()
                .getCollection(Outbox.COLLECTION)
                .insertOne(new Document("_id", "torn")
                        .append("eventType", EventsStage.PLACED)
                        .append("version", 1)
                        .append("timestamp", Date.from(Instant.now()))
                        .append("tenantId", "acme")
                        .append("correlationId", "torn")
                        .append("key", "key")
                        .append("seq", 1L)
                        .append("data", "{\"number\":"));
        stage.place("other", 2);

        assertThat(awaitLetter().payload()).contains("\"eventId\":\"torn\"", "{\"number\":");
        await().atMost(EventsStage.PATIENCE).until(() -> stage.effectCount() == 1);
    }

    @Test
    void an_event_slower_than_a_transaction_may_live_goes_to_the_dead_letters_with_that_reason() {
        CountDownLatch never = new CountDownLatch(1);
        Consumer consumer = stage.consumer(EventsStage.CONSUMER)
                .on(EventsStage.PLACED, PlacedOrder.class, (event, unit) -> {
                    EventsStage.record(event, unit);
                    if (event.data().number() == 1) {
                        pauseFor(never, TRANSACTION_LIFETIME.multipliedBy(3));
                    }
                })
                .withLanes(1);
        limitTransactionsTo(TRANSACTION_LIFETIME);
        try {
            stage.startShop();
            stage.place("key", 0);
            stage.place("key", 1);
            stage.place("key", 2);
            stage.startLedger(consumer);

            DeadLetter letter = awaitLetter();

            assertThat(letter.error()).contains("TooSlow", "transactionLifetimeLimitSeconds");
            assertThat(letter.history()).hasSize(EventsStage.LIMITS.attempts());
            await().atMost(EventsStage.PATIENCE).until(() -> stage.effectCount() == 2);
            assertThat(stage.effects()).containsEntry("key", List.of(1L, 3L));
        } finally {
            limitTransactionsTo(Duration.ofSeconds(5));
        }
    }

    private static void limitTransactionsTo(Duration lifetime) {
        try (MongoClient client = MongoClients.open(TestStores.mongoUri(), "test")) {
            client.getDatabase("admin")
                    .runCommand(new Document("setParameter", 1)
                            .append("transactionLifetimeLimitSeconds", (int) lifetime.toSeconds()));
        }
    }

    private static void pauseFor(CountDownLatch never, Duration time) {
        try {
            assertThat(never.await(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
