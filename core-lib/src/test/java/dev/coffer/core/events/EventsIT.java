package dev.coffer.core.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.events.EventsStage.PlacedOrder;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class EventsIT {

    private static final Duration LIMIT = EventsStage.PATIENCE;

    private EventsStage stage = stage();

    private static EventsStage stage() {
        return new EventsStage(TestStores.mongoUri(), TestStores.redisUri(), EventsStage.freshName("events"));
    }

    @BeforeEach
    void create_indexes() {
        stage.createIndexes();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void awaitAllEffects() {
        Map<String, List<Long>> committed = stage.committed();
        int count = committed.values().stream().mapToInt(List::size).sum();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> stage.effectCount() >= count);
        assertThat(stage.effects()).isEqualTo(committed);
    }

    @Test
    void five_thousand_events_have_their_effect_exactly_once_and_in_order_per_key() {
        stage.startShop();
        stage.startLedger(stage.recording());

        stage.placeAll(5_000, 100, 20);

        awaitAllEffects();
        assertThat(stage.effects())
                .hasSize(100)
                .allSatisfy((key, seqs) -> assertThat(seqs).hasSize(50));
        assertThat(stage.deadLetters().count(EventsStage.CONSUMER)).isZero();
    }

    @Test
    void nothing_is_published_when_the_transaction_aborts() {
        stage.startShop();
        stage.startLedger(stage.recording());

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> stage.shopTransactions()
                        .run(unit -> {
                            stage.outbox()
                                    .add(unit, EventDraft.of(new EventsStage.OrderPlaced(1, "never"), "key", "acme"));
                            throw new IllegalStateException("the use case failed");
                        })))
                .hasMessage("the use case failed");
        stage.place("key", 2);

        awaitAllEffects();
        assertThat(stage.effects()).containsOnly(Map.entry("key", List.of(1L)));
    }

    @Test
    void a_consumer_that_comes_late_gets_what_happened_before() {
        EventsRuntime shop = stage.startShop();
        EventsRuntime first =
                stage.startLedger(stage.consumer("early").on(EventsStage.PLACED, PlacedOrder.class, (e, u) -> {}));
        stage.placeAll(300, 10, 10);
        await().atMost(LIMIT)
                .until(() -> first.health().lanes().size() == 4
                        && shop.health().relay().isLeader());
        stage.stop(first);

        stage.startLedger(stage.recording());

        awaitAllEffects();
    }

    @Test
    void a_consumer_that_comes_after_the_stream_was_trimmed_gets_what_happened_before() {
        stage.placeAll(300, 10, 10);
        EventsRuntime shop = stage.startShop();
        await().atMost(LIMIT).until(() -> !shop.health().relay().position().equals("0-0"));
        raiseFloorAsTrimmingDoes(shop);

        stage.startLedger(stage.recording());

        awaitAllEffects();
    }

    private void raiseFloorAsTrimmingDoes(EventsRuntime shop) {
        stage.stop(shop);
        try (var redis = new RawRedis(TestStores.redisUri())) {
            redis.delete(stage.stream(), "{" + stage.stream() + "}:meta");
        }
        stage.startShop();
    }

    @Test
    void the_replicas_of_both_services_together_do_everything_once() {
        stage.startShop();
        stage.startShop();
        stage.startLedger(stage.recording());
        stage.startLedger(stage.recording());

        stage.placeAll(2_000, 50, 10);

        awaitAllEffects();
    }

    @Test
    void a_second_replica_goes_on_where_the_first_stopped() {
        EventsRuntime shop = stage.startShop();
        EventsRuntime ledger = stage.startLedger(stage.recordingOneByOne());
        stage.placeAll(500, 20, 10);
        awaitAllEffects();
        stage.stop(shop);
        stage.stop(ledger);
        stage.placeAll(500, 20, 10);

        stage.startShop();
        stage.startLedger(stage.recording());

        awaitAllEffects();
    }

    @Test
    void a_poisoned_event_goes_to_the_dead_letters_while_the_others_pass() {
        stage.startShop();
        stage.startLedger(poisonedAt(13, KeyPolicy.PASS));

        stage.placeAll(100, 10, 10);

        await().atMost(LIMIT).until(() -> stage.effectCount() == 99);
        List<DeadLetter> letters = stage.deadLetters().of(EventsStage.CONSUMER);
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.state()).isEqualTo(DeadLetter.State.POISONED);
            assertThat(letter.eventKey()).isEqualTo("key-3");
            assertThat(letter.error()).contains("order 13 is poison");
            assertThat(letter.payload()).contains("\"number\":13");
        });
        assertThat(stage.effects().get("key-3")).containsExactly(1L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void where_it_is_declared_the_later_events_of_a_poisoned_key_wait_with_it() {
        stage.startShop();
        stage.startLedger(poisonedAt(13, KeyPolicy.WAIT));

        stage.placeAll(100, 10, 10);

        await().atMost(LIMIT)
                .until(() -> stage.effectCount() + stage.deadLetters().count(EventsStage.CONSUMER) == 100);
        assertThat(stage.effects().get("key-3")).containsExactly(1L);
        List<DeadLetter> letters = stage.deadLetters().of(EventsStage.CONSUMER);
        assertThat(letters)
                .hasSize(9)
                .allSatisfy(letter -> assertThat(letter.eventKey()).isEqualTo("key-3"));
        assertThat(letters.getFirst().state()).isEqualTo(DeadLetter.State.POISONED);
        assertThat(letters.subList(1, 9))
                .allSatisfy(letter -> assertThat(letter.state()).isEqualTo(DeadLetter.State.WAITING));
    }

    private Consumer poisonedAt(int number, KeyPolicy policy) {
        return stage.consumer(EventsStage.CONSUMER)
                .on(EventsStage.PLACED, PlacedOrder.class, (event, unit) -> {
                    EventsStage.record(event, unit);
                    if (event.data().number() == number) {
                        throw new IllegalArgumentException("order " + number + " is poison");
                    }
                })
                .whenPoisoned(policy);
    }

    @Test
    void an_event_that_fails_twice_has_its_effect_at_the_third_try() {
        List<Integer> tries = Collections.synchronizedList(new ArrayList<>());
        stage.startShop();
        stage.startLedger(stage.consumer(EventsStage.CONSUMER)
                .on(EventsStage.PLACED, PlacedOrder.class, (event, unit) -> {
                    EventsStage.record(event, unit);
                    tries.add(event.data().number());
                    if (tries.size() < 3) {
                        throw new IllegalStateException("not yet");
                    }
                }));

        stage.place("key", 1);

        awaitAllEffects();
        assertThat(tries).hasSize(3);
        assertThat(stage.deadLetters().count(EventsStage.CONSUMER)).isZero();
    }

    @Test
    void a_document_that_carries_its_event_is_relayed_like_the_outbox() {
        RelaySource transfers = new RelaySource(
                "transfers",
                "bookedAt",
                document -> List.of(
                        EventEnvelope.fromDocument(Objects.requireNonNull(document.get("event", Document.class)))));
        stage.startShop(transfers);
        stage.startLedger(stage.recording());

        stage.shopTransactions().run(unit -> {
            for (int number = 1; number <= 50; number++) {
                EventEnvelope event = stage.outbox()
                        .envelope(EventDraft.of(new EventsStage.OrderPlaced(number, ""), "wallet-1", "acme")
                                .withSeq(number));
                unit.collection("transfers")
                        .insertOne(
                                unit.session(),
                                new Document("bookedAt", Date.from(event.timestamp()))
                                        .append("event", event.toDocument()));
            }
        });

        await().atMost(LIMIT).until(() -> stage.effectCount() == 50);
        assertThat(stage.effects().get("wallet-1")).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_document_without_a_readable_event_does_not_stop_the_relay() {
        stage.startShop();
        stage.startLedger(stage.recording());
        stage.shop()
                .getCollection(Outbox.COLLECTION)
                .insertOne(new Document("_id", "broken").append("timestamp", Date.from(Instant.EPOCH)));

        EventEnvelope event = stage.place("key", 1);

        await().atMost(LIMIT).until(() -> stage.effectCount() == 1);
        assertThat(stage.effects()).containsEntry(event.key(), List.of(1L));
        assertThat(stage.shop().getCollection(DeadLetters.COLLECTION).countDocuments())
                .isEqualTo(1);
    }

    @Test
    void a_relay_whose_position_is_older_than_the_oplog_finds_what_it_missed_and_repeats_nothing() {
        EventsRuntime shop = stage.startShop();
        stage.startLedger(stage.recording());
        stage.placeAll(500, 20, 10);
        awaitAllEffects();
        stage.stop(shop);
        stage.placeAll(500, 20, 10);
        stage.shop()
                .getCollection("event_relay")
                .updateOne(
                        new Document(),
                        List.of(
                                new Document("$set", new Document("resumeAt", new org.bson.BsonTimestamp(1, 1))),
                                new Document("$unset", "token")));

        stage.startShop();

        awaitAllEffects();
        stage.placeAll(100, 20, 10);
        awaitAllEffects();
    }

    @Test
    void health_tells_lag_and_leases() {
        EventsRuntime shop = stage.startShop();
        EventsRuntime ledger = stage.startLedger(stage.recording());
        stage.placeAll(20, 5, 5);
        awaitAllEffects();

        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(shop.health().relay().isLeader()).isTrue();
            assertThat(shop.health().worstLag()).isLessThan(Duration.ofSeconds(2));
            assertThat(ledger.health().lanes()).hasSize(4).allSatisfy(lane -> {
                assertThat(lane.isHeld()).isTrue();
                assertThat(lane.failure()).isNull();
            });
        });
    }
}
