package dev.coffer.core.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.events.EventsStage.PlacedOrder;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lanes with little to do share a transaction, and nothing else: not their failures, and not their waits. */
@ExtendWith(StoresExtension.class)
class LaneGroupIT {

    private static final int LANES = 4;

    /** One key of each lane. */
    private static final List<String> KEYS = IntStream.range(0, LANES)
            .mapToObj(lane -> IntStream.iterate(0, number -> number + 1)
                    .mapToObj(number -> "key-" + number)
                    .filter(key -> Delivery.laneOf(key, LANES) == lane)
                    .findFirst()
                    .orElseThrow())
            .toList();

    private final EventsStage stage =
            new EventsStage(TestStores.mongoUri(), TestStores.redisUri(), EventsStage.freshName("group"));

    @BeforeEach
    void create_indexes() {
        stage.createIndexes();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private void placeForEveryLane(int number) {
        stage.shopTransactions().run(unit -> {
            for (String key : KEYS) {
                stage.outbox().add(unit, EventDraft.of(new EventsStage.OrderPlaced(number, "n"), key, "acme"));
            }
        });
    }

    @Test
    void lanes_with_little_to_do_have_their_effects_in_one_transaction() {
        Map<UnitOfWork, Set<Integer>> lanesOf = new ConcurrentHashMap<>();
        AtomicInteger number = new AtomicInteger();
        stage.startShop();
        stage.startLedger(stage.consumer(EventsStage.CONSUMER)
                .withLanes(LANES)
                .on(EventsStage.PLACED, PlacedOrder.class, (event, unit) -> {
                    lanesOf.computeIfAbsent(unit, any -> ConcurrentHashMap.newKeySet())
                            .add(Delivery.laneOf(event.envelope().key(), LANES));
                    EventsStage.record(event, unit);
                }));

        await().atMost(EventsStage.PATIENCE).until(() -> {
            placeForEveryLane(number.incrementAndGet());
            return lanesOf.values().stream().anyMatch(lanes -> lanes.size() > 1);
        });

        stage.awaitAllEffects();
    }

    @Test
    void a_poisoned_event_among_the_lanes_of_a_transaction_takes_no_other_with_it() {
        stage.startShop();
        stage.startLedger(stage.consumer(EventsStage.CONSUMER)
                .withLanes(LANES)
                .on(EventsStage.PLACED, PlacedOrder.class, (event, unit) -> {
                    if (event.data().number() % 10 == 0
                            && event.envelope().key().equals(KEYS.getFirst())) {
                        throw new IllegalStateException("poisoned");
                    }
                    EventsStage.record(event, unit);
                }));

        for (int number = 1; number <= 30; number++) {
            placeForEveryLane(number);
            stage.awaitEffects(LANES * number - number / 10);
        }

        await().atMost(EventsStage.PATIENCE).until(() -> stage.deadLetters().count(EventsStage.CONSUMER) == 3);
        Map<String, List<Long>> expected = stage.committed();
        expected.computeIfPresent(
                KEYS.getFirst(),
                (key, seqs) -> seqs.stream().filter(seq -> seq % 10 != 0).toList());
        assertThat(stage.effects()).isEqualTo(expected);
    }

    /** Whatever the handler waits for, the others get through when the server has ended the transaction it holds. */
    @Test
    void a_handler_that_comes_to_a_stop_holds_up_no_lane_but_its_own() {
        CountDownLatch isFree = new CountDownLatch(1);
        CountDownLatch isStuck = new CountDownLatch(1);
        AtomicInteger number = new AtomicInteger();
        Set<UnitOfWork> ofOthers = ConcurrentHashMap.newKeySet();
        stage.startShop();
        stage.startLedger(stage.consumer(EventsStage.CONSUMER)
                .withLanes(LANES)
                .on(EventsStage.PLACED, PlacedOrder.class, (event, unit) -> {
                    EventsStage.record(event, unit);
                    if (!event.envelope().key().equals(KEYS.getLast())) {
                        ofOthers.add(unit);
                    } else if (ofOthers.contains(unit) && isStuck.getCount() > 0) {
                        isStuck.countDown();
                        awaitUninterrupted(isFree);
                    }
                }));
        await().atMost(EventsStage.PATIENCE).until(() -> {
            placeForEveryLane(number.incrementAndGet());
            return isStuck.getCount() == 0;
        });
        placeForEveryLane(number.incrementAndGet());

        await().atMost(EventsStage.PATIENCE).untilAsserted(() -> {
            Map<String, List<Long>> others = stage.committed();
            others.remove(KEYS.getLast());
            assertThat(stage.effects()).containsAllEntriesOf(others);
        });
        isFree.countDown();

        stage.awaitAllEffects();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
