package dev.coffer.kyc.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.config.ChangeSettings;
import dev.coffer.core.config.SettingResult;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.kyc.KycApplication;
import dev.coffer.kyc.person.PersonalData;
import dev.coffer.kyc.person.Persons;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.env.Environment;

/** The threshold of a match is lowered, and everybody is screened by it, also by a process that is killed in the middle. */
@ExtendWith(StoresExtension.class)
class RuleChangeIT {

    private static final String TENANT = "main";
    private static final int PERSONS = 1_000;
    private static final int EVERY = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void whoever_is_a_match_by_other_rules_is_found_once_and_by_whoever_is_left(@FreshDatabase String database)
            throws Exception {
        try (TestTokens tokens = TestTokens.start();
                TestService idle = start(database, tokens, "1h")) {
            MongoCollection<Document> screenings =
                    idle.bean(MongoDatabase.class).getCollection("screenings");
            seed(idle);
            change(idle, "threshold", "1", 0);
            try (TestService first = start(database, tokens, "100ms")) {
                upload(first, tokens.user("rita", TENANT, "admin"));
                awaitRound(idle, 1);
            }
            assertThat(screenings.countDocuments()).isEqualTo(PERSONS);
            assertThat(screenings.countDocuments(Filters.eq("state", "CLEAR"))).isEqualTo(PERSONS);

            change(idle, "threshold", "0.8", 1);
            Process process = ScreeningProcess.start(database, tokens.jwksUri());
            try {
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> screenings.countDocuments(Filters.eq("version", 2L)) > 100);
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(screenings.countDocuments(Filters.eq("version", 2L))).isLessThan(PERSONS);
            try (TestService last = start(database, tokens, "100ms")) {
                awaitRound(last, 2);
                // What does not decide who is a match begins no other one.
                change(last, "mostMatches", "10", 2);
                await().during(Duration.ofSeconds(2)).atMost(PATIENCE).until(() -> version(last) == 2);
            }
            assertThat(screenings.countDocuments(Filters.eq("version", 2L))).isEqualTo(PERSONS);
            assertThat(screenings
                            .distinct("userId", Filters.eq("version", 2L), String.class)
                            .into(new ArrayList<>()))
                    .hasSize(PERSONS);
            assertThat(screenings.countDocuments(Filters.eq("state", "MATCHED")))
                    .isEqualTo(PERSONS / EVERY);
        }
    }

    private static TestService start(String database, TestTokens tokens, String lookEvery) {
        return TestService.start(
                KycApplication.class,
                KycApplication.SERVICE,
                database,
                tokens,
                Map.of(
                        "coffer.kyc.screening.look-every", lookEvery,
                        "coffer.kyc.screening.lease", "2s",
                        "coffer.kyc.screening.batch", "200"));
    }

    private static void change(TestService service, String field, String value, long version) {
        ChangeSettings.Intent intent = new ChangeSettings.Intent(
                SettingScope.installation(ScreeningSettings.KEY), version, "somebody", "for a test");
        await().atMost(PATIENCE)
                .until(() -> service.bean(ChangeSettings.class).set(intent, new HashMap<>(Map.of(field, value)))
                        instanceof SettingResult.Changed);
    }

    private static long version(TestService service) {
        Document found = service.bean(MongoDatabase.class)
                .getCollection("sanctions_versions")
                .find()
                .first();
        return found == null || found.containsKey("dueAt") ? 0 : found.getLong("version");
    }

    /** That everybody was screened by it. */
    private static void awaitRound(TestService service, long version) {
        await().atMost(PATIENCE).until(() -> version(service) == version);
    }

    private static void seed(TestService service) {
        Persons persons = service.bean(Persons.class);
        Transactions transactions = service.bean(Transactions.class);
        for (int from = 0; from < PERSONS; from += EVERY) {
            int first = from;
            transactions.run(unit -> {
                for (int i = first; i < first + EVERY; i++) {
                    boolean isLike = i == first;
                    persons.save(
                            unit,
                            TENANT,
                            "user-%05d".formatted(i),
                            new PersonalData(
                                    isLike ? "Zorvan" : "Anna",
                                    isLike ? "Quillanthrap" : "Bergmann",
                                    LocalDate.of(1990, 2, 28),
                                    "DE",
                                    "DE",
                                    null));
                }
            });
        }
    }

    private static void upload(TestService service, String rita) throws Exception {
        String path = service.ask(
                        "mutation { importSanctionsList(input: {list: \"test\", format: OPEN_SANCTIONS_CSV}) {"
                                + " ... on SanctionsImport { uploadPath } } }",
                        rita)
                .at("/data/importSanctionsList/uploadPath")
                .asString();
        String port = service.bean(Environment.class).getProperty("local.server.port");
        String file = "id,schema,name,aliases,birth_date,countries\nq-1,Person,Zorvan Quillanthrop,,,\n";
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .PUT(HttpRequest.BodyPublishers.ofString(file))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(202);
        }
    }
}
