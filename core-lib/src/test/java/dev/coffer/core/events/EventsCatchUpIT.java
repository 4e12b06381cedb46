package dev.coffer.core.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.coffer.core.events.EventsProcess.Role;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a relay finds after a long absence is more than it can read at once: the scan is cut, and goes on from where it was. */
@ExtendWith(StoresExtension.class)
class EventsCatchUpIT {

    private static final int KEYS = 40;
    private static final int CUTS = 3;
    /** So that few of them are of the last ten minutes, which have to be read within the life of one snapshot. */
    private static final Duration APART = Duration.ofSeconds(1);

    private final String name = EventsStage.freshName("away");

    private EventsStage stage(String mongoUri) {
        EventsStage stage = new EventsStage(mongoUri, TestStores.redisUri(), name);
        stage.createIndexes();
        return stage;
    }

    /** As if they had been told one after the other over the last hours: in the same order, so far apart, to the present. */
    private static void spread(EventsStage stage, int count) {
        MongoCollection<Document> outbox = stage.shop().getCollection(Outbox.COLLECTION);
        Instant at = Instant.now().minus(APART.multipliedBy(count));
        List<WriteModel<Document>> moved = new ArrayList<>();
        for (Document event : outbox.find().sort(Sorts.ascending("seq", "key"))) {
            moved.add(new UpdateOneModel<>(
                    Filters.eq("_id", event.get("_id")), Updates.set(EventEnvelope.TIMESTAMP, Date.from(at))));
            at = at.plus(APART);
        }
        assertThat(moved).hasSize(count);
        outbox.bulkWrite(moved, new BulkWriteOptions().ordered(false));
    }

    private static Instant scanFrom(EventsStage stage) {
        Document relay =
                stage.shop().getCollection(RelayStates.COLLECTION).find().first();
        Date from = relay == null ? null : relay.getDate("scanFrom");
        return from == null ? Instant.EPOCH : from.toInstant();
    }

    @Test
    void a_snapshot_that_is_forgotten_before_the_scan_has_read_it_costs_no_second_beginning(@TempDir Path folder)
            throws Exception {
        int events = 5_000;
        try (OwnMongods mongods =
                        OwnMongods.start(1, 128, folder, "--setParameter", "minSnapshotHistoryWindowInSeconds=1");
                EventsStage stage = stage(mongods.uri())) {
            stage.placeAll(events, KEYS, 500);
            spread(stage, events);

            // Two events at a time, so that to read over all of them takes longer than a snapshot lives.
            stage.startShop(
                    EventsStage.impatient().relay(2, Duration.ofMillis(1)).build());
            stage.startLedger(stage.recording());

            stage.awaitAllEffects();
            stage.placeAll(100, KEYS, 10);
            stage.awaitAllEffects();
        }
    }

    @Test
    void a_relay_killed_in_the_middle_of_its_scan_is_continued_from_where_it_was_each_time() throws Exception {
        int events = 20_000;
        try (EventsStage stage = stage(TestStores.mongoUri())) {
            stage.placeAll(events, KEYS, 500);
            spread(stage, events);
            stage.startLedger(stage.recording());
            Instant from = Instant.EPOCH;
            for (int cut = 0; cut < CUTS; cut++) {
                from = killedBeyond(stage, from);
            }

            stage.placeAll(500, KEYS, 10);
            stage.startShop();

            stage.awaitAllEffects();
        }
    }

    /** Has a relay scan until it has come further than that, and kills it. @return from where the next one goes on */
    private Instant killedBeyond(EventsStage stage, Instant from) throws Exception {
        Process relay = EventsProcess.start(Role.SHOP, TestStores.mongoUri(), TestStores.redisUri(), name);
        try {
            await().atMost(EventsStage.PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> scanFrom(stage).isAfter(from));
        } finally {
            relay.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        return scanFrom(stage);
    }

    /** No scan is to be made, or it is over. */
    private static void awaitFollowing(EventsStage stage) {
        await().atMost(EventsStage.PATIENCE).until(() -> {
            Document relay =
                    stage.shop().getCollection(RelayStates.COLLECTION).find().first();
            return relay != null && (relay.containsKey("token") || relay.containsKey("resumeAt"));
        });
    }

    @Test
    void what_a_writer_told_whose_clock_was_ahead_is_not_told_again_by_a_scan_that_begins_in_between() {
        try (EventsStage stage = stage(TestStores.mongoUri())) {
            EventsRuntime shop = stage.startShop();
            stage.startLedger(stage.recording());
            awaitFollowing(stage);
            stage.placeAll(100, KEYS, 10);
            stage.awaitAllEffects();
            stage.stop(shop);
            Instant told = Instant.now();
            stage.shop()
                    .getCollection(Outbox.COLLECTION)
                    .updateMany(new Document(), Updates.set(EventEnvelope.TIMESTAMP, Date.from(told.plusSeconds(20))));
            stage.shop()
                    .getCollection(RelayStates.COLLECTION)
                    .updateOne(
                            new Document(),
                            Updates.combine(
                                    Updates.unset("token"),
                                    Updates.unset("resumeAt"),
                                    Updates.set("scanFrom", Date.from(told.plusSeconds(10)))));

            stage.startShop();

            awaitFollowing(stage);
            stage.placeAll(100, KEYS, 10);
            stage.awaitAllEffects();
        }
    }
}
