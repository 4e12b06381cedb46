package dev.coffer.kyc.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.store.Transactions;
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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Services that screen, lists for them, and whom they screen. */
final class ScreeningStage {

    static final String TENANT = "main";
    static final Duration PATIENCE = Duration.ofMinutes(2);
    static final String HEADER = "id,schema,name,aliases,birth_date,countries\n";
    /** Of the one whom lists have. */
    static final String LISTED = "q-1,Person,Zorvan Quillanthrop,,,\n";

    static final String IMPORT =
            "mutation { importSanctionsList(input: {list: \"test\", format: OPEN_SANCTIONS_CSV, mayShrink: true}) {"
                    + " ... on SanctionsImport { uploadPath } } }";

    private ScreeningStage() {}

    static TestService start(String database, TestTokens tokens, String lookEvery) {
        return start(database, tokens, lookEvery, Map.of());
    }

    static TestService start(String database, TestTokens tokens, String lookEvery, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "coffer.kyc.screening.look-every", lookEvery,
                "coffer.kyc.screening.lease", "2s",
                "coffer.kyc.screening.batch", "200"));
        settings.putAll(more);
        return TestService.start(KycApplication.class, KycApplication.SERVICE, database, tokens, settings);
    }

    /** Users "user-00000" and so on. @param every the first of so many has that family name, and is called Zorvan */
    static void seed(TestService service, int persons, int every, String family) {
        Persons all = service.bean(Persons.class);
        Transactions transactions = service.bean(Transactions.class);
        for (int from = 0; from < persons; from += every) {
            int first = from;
            transactions.run(unit -> {
                for (int i = first; i < first + every; i++) {
                    boolean isLike = i == first;
                    all.save(
                            unit,
                            TENANT,
                            "user-%05d".formatted(i),
                            new PersonalData(
                                    isLike ? "Zorvan" : "Anna",
                                    isLike ? family : "Bergmann",
                                    LocalDate.of(1990, 2, 28),
                                    "DE",
                                    "DE",
                                    null));
                }
            });
        }
    }

    static void upload(TestService service, String token, String rows) throws Exception {
        String port = service.bean(Environment.class).getProperty("local.server.port");
        put(URI.create("http://localhost:" + port), service.ask(IMPORT, token), rows);
    }

    /** @param begun the answer to {@link #IMPORT} */
    static void put(URI service, JsonNode begun, String rows) throws Exception {
        String path = begun.at("/data/importSanctionsList/uploadPath").asString();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(service.resolve(path))
                    .PUT(HttpRequest.BodyPublishers.ofString(HEADER + rows))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    /** A process of its own, until it is time. */
    static void killWhen(String database, TestTokens tokens, Callable<Boolean> isTime) throws Exception {
        Process process = ScreeningProcess.start(database, tokens.jwksUri());
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(isTime);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
