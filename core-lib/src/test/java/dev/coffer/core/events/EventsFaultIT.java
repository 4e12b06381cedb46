package dev.coffer.core.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Updates;
import dev.coffer.core.events.EventsProcess.Role;
import dev.coffer.core.events.EventsStage.PlacedOrder;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whichever process or MongoDB is killed, and whenever: every event has its effect once, in the order of its key. */
@ExtendWith(StoresExtension.class)
class EventsFaultIT {

    private static final int EVENTS = 2_000;
    private static final int KEYS = 40;

    private final String name = EventsStage.freshName("faults");
    private final EventsStage stage = new EventsStage(TestStores.mongoUri(), TestStores.redisUri(), name);
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void create_indexes() {
        stage.createIndexes();
    }

    @AfterEach
    void close() throws InterruptedException {
        for (Process process : processes) {
            kill(process);
        }
        stage.close();
    }

    @Test
    void a_relay_killed_between_publishing_and_saving_its_position_repeats_nothing() throws Exception {
        Process relay = start(Role.SHOP_WITHOUT_CHECKPOINT);
        stage.startLedger(stage.recording());
        stage.placeAll(600, KEYS, 10);
        stage.awaitEffects(600);
        kill(relay);
        stage.placeAll(600, KEYS, 10);

        stage.startShop();

        stage.awaitAllEffects();
    }

    /** What a relay finds instead of a position that its oplog knows. */
    private static final List<List<Document>> LOST_POSITIONS = List.of(
            List.of(
                    new Document("$set", new Document("resumeAt", new BsonTimestamp(1, 1))),
                    new Document("$unset", "token")),
            List.of(new Document(
                    "$set", new Document("token", new Document("_data", "8200")).append("resumeAt", "$$REMOVE"))),
            List.of(new Document("$unset", List.of("token", "resumeAt"))));

    static List<List<Document>> lostPositions() {
        return LOST_POSITIONS;
    }

    @ParameterizedTest
    @MethodSource("lostPositions")
    void a_killed_relay_that_also_lost_its_place_in_the_oplog_repeats_nothing(List<Document> loss) throws Exception {
        Process relay = start(Role.SHOP_WITHOUT_CHECKPOINT);
        stage.startLedger(stage.recording());
        stage.placeAll(600, KEYS, 10);
        stage.awaitEffects(600);
        kill(relay);
        stage.placeAll(600, KEYS, 10);
        stage.shop().getCollection("event_relay").updateOne(new Document(), loss);

        stage.startShop();

        stage.awaitAllEffects();
        stage.placeAll(100, KEYS, 10);
        stage.awaitAllEffects();
    }

    static List<Role> dyingLedgers() {
        return EventsProcess.dyingLedgers();
    }

    @ParameterizedTest
    @MethodSource("dyingLedgers")
    void a_consumer_killed_around_its_commit_is_continued_by_the_next(Role role) throws Exception {
        stage.startShop();
        stage.placeAll(EVENTS, KEYS, 10);
        Process ledger = start(role);
        assertThat(ledger.waitFor(EventsStage.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(stage.effectCount()).isLessThan(EVENTS);

        stage.startLedger(stage.recording());

        stage.awaitAllEffects();
    }

    @Test
    void of_two_replicas_of_both_services_one_each_is_killed_in_mid_load() throws Exception {
        Process shop = start(Role.SHOP);
        Process ledger = start(Role.LEDGER);
        CompletableFuture<Void> load = stage.placeInBackground(EVENTS, KEYS);
        stage.awaitEffects(100);
        stage.startShop();
        stage.startLedger(stage.recording());

        kill(shop);
        kill(ledger);

        load.join();
        stage.awaitAllEffects();
    }

    @Test
    void mongodb_killed_and_back_in_mid_load_costs_nothing() {
        stage.startShop();
        stage.startLedger(stage.recording());
        CompletableFuture<Void> load = stage.placeInBackground(EVENTS, KEYS);

        stage.awaitEffects(200);
        TestStores.mongo().killHard();
        TestStores.mongo().restart();

        load.join();
        stage.awaitAllEffects();
    }

    @Test
    void a_primary_that_steps_down_in_mid_load_costs_nothing() {
        stage.startShop();
        stage.startLedger(stage.recording());
        CompletableFuture<Void> load = stage.placeInBackground(EVENTS, KEYS);

        for (int effects = 200; effects <= 800; effects += 600) {
            stage.awaitEffects(effects);
            stepDown();
        }

        load.join();
        stage.awaitAllEffects();
    }

    /** Each replica finds, again and again, that the other one may have moved its lanes. */
    @Test
    void lanes_whose_leases_are_taken_away_in_mid_load_are_moved_by_one_at_a_time() {
        stage.startShop();
        stage.startLedger(stage.recording());
        stage.startLedger(stage.recording());
        CompletableFuture<Void> load = stage.placeInBackground(EVENTS, KEYS);

        for (int effects = 50; effects < EVENTS; effects += 50) {
            stage.awaitEffects(effects);
            stage.ledger().getCollection("event_lanes").updateMany(new Document(), Updates.set("until", new Date(0)));
        }

        load.join();
        stage.awaitAllEffects();
    }

    /** One key's handler stands still, with more behind it than a lane's feed takes. */
    @Test
    void a_lane_that_stands_still_holds_up_no_other_and_catches_up() throws Exception {
        int stuckNumber = 3;
        CountDownLatch isFree = new CountDownLatch(1);
        stage.startShop();
        stage.startLedger(stage.consumer(EventsStage.CONSUMER)
                .on(EventsStage.PLACED, PlacedOrder.class, (event, unit) -> {
                    EventsStage.record(event, unit);
                    if (event.data().number() == stuckNumber) {
                        standStillUntil(isFree);
                    }
                }));
        stage.placeAll(4 * LaneFeed.MOST_EVENTS, 4, 100);
        stage.placeAll(LaneFeed.MOST_EVENTS, KEYS, 100);

        Set<String> others = stage.committed().keySet().stream()
                .filter(key -> Delivery.laneOf(key, Consumer.DEFAULT_LANES)
                        != Delivery.laneOf("key-" + stuckNumber, Consumer.DEFAULT_LANES))
                .collect(Collectors.toSet());
        await().atMost(EventsStage.PATIENCE).untilAsserted(() -> {
            Map<String, List<Long>> expected = stage.committed();
            expected.keySet().retainAll(others);
            assertThat(stage.effects()).containsAllEntriesOf(expected);
        });
        isFree.countDown();

        stage.awaitAllEffects();
    }

    /** As where the store is away: it says nothing about the event, so it is tried again for ever. */
    private static void standStillUntil(CountDownLatch isFree) {
        try {
            if (!isFree.await(2, TimeUnit.SECONDS)) {
                throw new MongoTimeoutException("the handler stands still");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stepDown() {
        try (MongoClient client = MongoClients.open(TestStores.mongoUri(), "test")) {
            await().atMost(EventsStage.PATIENCE)
                    .ignoreExceptionsInstanceOf(MongoException.class)
                    .until(() -> client.getDatabase("admin")
                            .runCommand(new Document("replSetStepDown", 1)
                                    .append("secondaryCatchUpPeriodSecs", 0)
                                    .append("force", true))
                            .containsKey("ok"));
        }
    }

    private Process start(Role role) throws IOException {
        Process process = EventsProcess.start(role, TestStores.mongoUri(), TestStores.redisUri(), name);
        processes.add(process);
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
