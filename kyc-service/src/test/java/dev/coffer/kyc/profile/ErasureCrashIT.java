package dev.coffer.kyc.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.events.EventType;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.kyc.KycApplication;
import dev.coffer.kyc.document.KycProcess;
import dev.coffer.kyc.person.PersonalData;
import dev.coffer.kyc.person.Persons;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Accounts are closed, and the processes that erase what is there of them are killed while they do. */
@ExtendWith(StoresExtension.class)
class ErasureCrashIT {

    private static final String TENANT = "main";
    private static final int USERS = 1_000;
    private static final int AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void whoever_goes_on_erases_all_and_closes_each_once(@FreshDatabase String database) throws Exception {
        try (TestTokens tokens = TestTokens.start();
                MongoClient client = MongoClients.open(TestStores.mongoUri(), "test");
                TestEmitter auth = TestEmitter.start(
                        "auth",
                        database + "_auth",
                        List.of(new EventType<>("user.closed", 1, EraseProfile.UserClosed.class)))) {
            try (TestService seeding =
                    TestService.start(KycApplication.class, KycApplication.SERVICE, database, tokens, Map.of())) {
                seed(seeding);
            }
            MongoDatabase stored = client.getDatabase(database);
            MongoCollection<Document> profiles = stored.getCollection("profiles");
            for (int i = 0; i < USERS; i++) {
                auth.tell(new EraseProfile.UserClosed(user(i)), user(i), TENANT);
            }
            for (long erased : List.of(1L, (long) USERS / 4, (long) USERS / 2)) {
                try (KycProcess process = new KycProcess(database, tokens, "--coffer.kyc.provider=none")) {
                    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> closed(profiles) >= erased);
                    process.kill();
                }
                // Whatever was being committed is there as a whole, or not at all.
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(stored.getCollection("persons").countDocuments())
                                        .isEqualTo(USERS - closed(profiles)));
                assertThat(erased > 1 || closed(profiles) < USERS).isTrue();
            }
            try (KycProcess last = new KycProcess(database, tokens, "--coffer.kyc.provider=none")) {
                last.awaitReady();
                await().atMost(PATIENCE).until(() -> closed(profiles) == USERS);
            }
            assertThat(stored.getCollection("persons").countDocuments()).isZero();
            MongoCollection<Document> history = stored.getCollection("profile_history");
            assertThat(history.countDocuments(Filters.eq("act", "CLOSED"))).isEqualTo(USERS);
            assertThat(history.distinct("userId", Filters.eq("act", "CLOSED"), String.class)
                            .into(new ArrayList<>()))
                    .hasSize(USERS);
            assertThat(history.countDocuments(Filters.and(Filters.exists("text"), Filters.ne("text", null))))
                    .isZero();
            assertThat(stored.getCollection("outbox").countDocuments(Filters.eq("eventType", "kyc.profile.changed")))
                    .isEqualTo(USERS);
        }
    }

    private static long closed(MongoCollection<Document> profiles) {
        return profiles.countDocuments(Filters.eq("state", KycState.CLOSED.name()));
    }

    private static String user(int number) {
        return "user-%04d".formatted(number);
    }

    private static void seed(TestService service) {
        Transactions transactions = service.bean(Transactions.class);
        KycProfiles profiles = service.bean(MongoKycProfiles.class);
        ProfileHistory history = service.bean(ProfileHistory.class);
        Persons persons = service.bean(Persons.class);
        for (int from = 0; from < USERS; from += AT_ONCE) {
            int first = from;
            transactions.run(unit -> {
                for (int i = first; i < first + AT_ONCE; i++) {
                    KycProfile profile = KycProfile.unknown(TENANT, user(i), Instant.EPOCH);
                    profiles.save(unit, profile);
                    history.append(
                            unit,
                            TENANT,
                            user(i),
                            new ProfileEntry(
                                    "entry-" + i,
                                    ProfileEntry.Act.NOTED,
                                    profile.state(),
                                    profile.tier(),
                                    "rita",
                                    "Called back",
                                    null,
                                    Instant.EPOCH));
                    persons.save(
                            unit,
                            TENANT,
                            user(i),
                            new PersonalData("Ada", "Lovelace", LocalDate.of(1990, 2, 28), "GB", "DE", null));
                }
            });
        }
    }
}
