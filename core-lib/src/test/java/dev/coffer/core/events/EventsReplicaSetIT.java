package dev.coffer.core.events;

import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What one mongod with a long oplog cannot show: an oplog that forgets, and members that fall behind, die and lead in turn. */
@ExtendWith(StoresExtension.class)
class EventsReplicaSetIT {

    private static final int EVENTS = 1_500;
    private static final int KEYS = 40;
    private static final int SMALL_OPLOG = 10;
    private static final int OPLOG = 128;

    private static EventsStage stage(OwnMongods mongods) {
        EventsStage stage = new EventsStage(mongods.uri(), TestStores.redisUri(), EventsStage.freshName("set"));
        stage.createIndexes();
        return stage;
    }

    @Test
    void a_relay_that_is_away_while_the_oplog_rolls_over_finds_what_it_missed_and_repeats_nothing(@TempDir Path folder)
            throws Exception {
        try (OwnMongods mongods = OwnMongods.start(1, SMALL_OPLOG, folder);
                EventsStage stage = stage(mongods)) {
            EventsRuntime shop = stage.startShop();
            stage.startLedger(stage.recording());
            stage.placeAll(400, KEYS, 10);
            stage.awaitAllEffects();
            stage.stop(shop);
            stage.placeAll(400, KEYS, 10);

            mongods.rollOver();
            stage.startShop();

            stage.awaitAllEffects();
            stage.placeAll(100, KEYS, 10);
            stage.awaitAllEffects();
        }
    }

    @Test
    void of_three_members_primaries_die_and_step_down_and_secondaries_fall_behind_in_mid_load(@TempDir Path folder)
            throws Exception {
        try (OwnMongods mongods = OwnMongods.start(3, OPLOG, folder);
                EventsStage stage = stage(mongods)) {
            stage.startShop();
            stage.startLedger(stage.recording());
            CompletableFuture<Void> load = stage.placeInBackground(EVENTS, KEYS);
            stage.awaitEffects(200);

            int killed = mongods.awaitPrimary();
            mongods.kill(killed);
            stage.awaitEffects(500);
            mongods.startAgain(killed);
            mongods.stepDown(mongods.awaitPrimary());
            stage.awaitEffects(800);
            haltSecondaries(mongods);

            load.join();
            stage.awaitAllEffects();
        }
    }

    /** Commits of that time are on the primary alone, and known to nobody, until one of the others goes on. */
    private static void haltSecondaries(OwnMongods mongods) throws Exception {
        int primary = mongods.awaitPrimary();
        int[] secondaries =
                IntStream.range(0, 3).filter(member -> member != primary).toArray();
        for (int member : secondaries) {
            mongods.signal(member, "STOP");
        }
        try {
            await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        } finally {
            for (int member : secondaries) {
                mongods.signal(member, "CONT");
            }
        }
    }
}
