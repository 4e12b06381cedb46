package dev.coffer.kyc.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
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
import java.util.Map;
import java.util.concurrent.Callable;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** A list is read, and everybody screened by it, by processes that are killed in the middle. */
@ExtendWith(StoresExtension.class)
class ScreeningCrashIT {

    private static final String TENANT = "main";
    private static final int PERSONS = 3_000;
    private static final int LISTED = 5_000;
    private static final int EVERY = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void whoever_goes_on_leaves_nobody_out_and_screens_nobody_twice(@FreshDatabase String database) throws Exception {
        try (TestTokens tokens = TestTokens.start();
                TestService idle = start(database, tokens, "1h")) {
            MongoDatabase stored = idle.bean(MongoDatabase.class);
            seed(idle);
            upload(idle, tokens.user("rita", TENANT, "admin"));
            MongoCollection<Document> imports = stored.getCollection("sanctions_imports");
            MongoCollection<Document> screenings = stored.getCollection("screenings");

            // When one process is gone while it reads ...
            killWhen(database, tokens, () -> imports.countDocuments(Filters.gt("rows", 100L)) == 1);
            assertThat(imports.countDocuments(Filters.eq("state", "READING"))).isEqualTo(1);
            assertThat(imports.countDocuments(Filters.gte("rows", (long) LISTED)))
                    .isZero();
            assertThat(stored.getCollection("sanctions_versions").countDocuments())
                    .isZero();
            // ... another one while it screens ...
            killWhen(database, tokens, () -> screenings.countDocuments() > 100);
            assertThat(screenings.countDocuments()).isLessThan(PERSONS);
            // ... and the last one goes on.
            try (TestService last = start(database, tokens, "100ms")) {
                await().atMost(PATIENCE)
                        .until(() -> last.bean(MongoDatabase.class)
                                        .getCollection("sanctions_versions")
                                        .countDocuments(Filters.exists("dueAt", false))
                                == 1);
            }

            assertThat(stored.getCollection("sanctions_entries").countDocuments())
                    .isEqualTo(LISTED);
            assertThat(stored.getCollection("sanctions_entries")
                            .distinct("entryId", String.class)
                            .into(new ArrayList<>()))
                    .hasSize(LISTED);
            assertThat(screenings.countDocuments()).isEqualTo(PERSONS);
            assertThat(screenings.distinct("userId", String.class).into(new ArrayList<>()))
                    .hasSize(PERSONS);
            assertThat(screenings.countDocuments(Filters.eq("state", "MATCHED")))
                    .isEqualTo(PERSONS / EVERY);
            assertThat(screenings.countDocuments(Filters.eq("version", 1L))).isEqualTo(PERSONS);
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

    private static void killWhen(String database, TestTokens tokens, Callable<Boolean> isTime) throws Exception {
        Process process = ScreeningProcess.start(database, tokens.jwksUri());
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(isTime);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void seed(TestService service) {
        Persons persons = service.bean(Persons.class);
        Transactions transactions = service.bean(Transactions.class);
        for (int from = 0; from < PERSONS; from += EVERY) {
            int first = from;
            transactions.run(unit -> {
                for (int i = first; i < first + EVERY; i++) {
                    boolean isListed = i == first;
                    PersonalData person = new PersonalData(
                            isListed ? "Zorvan" : "Anna",
                            isListed ? "Quillanthrop" : "Bergmann",
                            LocalDate.of(1990, 2, 28),
                            "DE",
                            "DE",
                            null);
                    persons.save(unit, TENANT, "user-%05d".formatted(i), person);
                }
            });
        }
    }

    private static void upload(TestService service, String rita) throws Exception {
        JsonNode begun = service.ask(
                "mutation { importSanctionsList(input: {list: \"test\", format: OPEN_SANCTIONS_CSV}) {"
                        + " ... on SanctionsImport { uploadPath } } }",
                rita);
        StringBuilder file = new StringBuilder("id,schema,name,aliases,birth_date,countries\n");
        for (int i = 0; i < LISTED; i++) {
            String name = i == 17 ? "Zorvan Quillanthrop" : "Somebody Numbered" + "abcdefghij".charAt(i % 10) + i;
            file.append("q-%d,Person,%s,,,\n".formatted(i, name));
        }
        String port = service.bean(Environment.class).getProperty("local.server.port");
        String path = begun.at("/data/importSanctionsList/uploadPath").asString();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .PUT(HttpRequest.BodyPublishers.ofString(file.toString()))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(202);
        }
    }
}
