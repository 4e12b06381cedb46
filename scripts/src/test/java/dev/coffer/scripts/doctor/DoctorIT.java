package dev.coffer.scripts.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.scripts.doctor.Finding.Level;
import dev.coffer.scripts.run.SystemPorts;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The doctor looks at stores that are there, and at ones that are not. */
@ExtendWith(StoresExtension.class)
final class DoctorIT {

    private static final Clock CLOCK = Clock.systemUTC();

    @Test
    void nothing_is_wrong_with_stores_that_are_well() {
        assertThat(MongoLook.look(TestStores.mongoUri(), CLOCK))
                .extracting(Finding::level)
                .containsOnly(Level.OK);
        assertThat(RedisLook.look(TestStores.redisUri()))
                .extracting(Finding::level)
                .containsOnly(Level.OK);
    }

    @Test
    void stores_that_are_away_are_named_and_passwords_are_not() {
        int nobody = SystemPorts.free().gateway();
        List<Finding> mongo = MongoLook.look("mongodb://ada:secret@127.0.0.1:" + nobody + "/?authSource=admin", CLOCK);
        List<Finding> redis = RedisLook.look("redis://:secret@127.0.0.1:" + nobody);

        assertThat(mongo).singleElement().satisfies(finding -> assertAway(finding, "MongoDB", nobody));
        assertThat(redis).singleElement().satisfies(finding -> assertAway(finding, "Redis", nobody));
        assertThat(MongoLook.look("not an address", CLOCK))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix()).contains("COFFER_MONGODB_URI"));
    }

    private static void assertAway(Finding finding, String store, int port) {
        assertThat(finding.level()).isEqualTo(Level.PROBLEM);
        assertThat(finding.what())
                .contains(store + " at 127.0.0.1:" + port, "does not answer")
                .doesNotContain("secret");
        assertThat(finding.fix()).contains("_URI");
    }

    @Test
    void a_lease_that_ended_and_that_nobody_took(@FreshDatabase String name) {
        Instant now = CLOCK.instant();
        try (MongoClient client = MongoClients.open(TestStores.mongoUri(), "doctor-it")) {
            MongoDatabase database = client.getDatabase(name);
            lease(database, "given-back", Instant.EPOCH);
            lease(database, "held", now.plusSeconds(10));
            lease(database, "changing-hands", now.minusSeconds(5));
            assertThat(LeaseLook.look(database, now)).isEmpty();

            lease(database, "payment-bets/3", now.minusSeconds(300));
            assertThat(LeaseLook.look(database, now)).singleElement().satisfies(finding -> {
                assertThat(finding.level()).isEqualTo(Level.PROBLEM);
                assertThat(finding.what()).contains(name, "event_lanes.payment-bets/3", "replica-1");
                assertThat(finding.fix()).contains("health");
            });
        }
    }

    private static void lease(MongoDatabase database, String lane, Instant until) {
        database.getCollection("event_lanes")
                .insertOne(
                        new Document("_id", lane).append("owner", "replica-1").append("until", Date.from(until)));
    }
}
