package dev.coffer.kyc.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.kyc.KycApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Two replicas, lists that are imported, and whom they are about. */
@ExtendWith(StoresExtension.class)
abstract sealed class ScreeningScene permits ScreeningIT, SanctionsFilesIT {

    static final Duration SOON = Duration.ofSeconds(30);
    static final String TITLES =
            "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,dataset\n";
    static final String MATCHES =
            "... on Screening { id state matches { id list entryId name score reasons verdict } }";

    static TestTokens tokens;
    static TestService service;
    static TestService other;
    static HttpClient http;

    final String tenant = "tenant-" + UUID.randomUUID();
    final String user = "user-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        http = HttpClient.newHttpClient();
        Map<String, String> settings = Map.of(
                "coffer.kyc.screening.look-every", "100ms",
                "coffer.kyc.checks.look-every", "100ms",
                "coffer.kyc.screening.most-bytes", "100000",
                "coffer.kyc.screening.batch", "3");
        service = TestService.start(KycApplication.class, KycApplication.SERVICE, database, tokens, settings);
        other = TestService.start(KycApplication.class, KycApplication.SERVICE, database, tokens, settings);
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
        http.close();
    }

    static JsonNode act(String token, String mutation, Map<String, Object> input, String answer) {
        String type = mutation.substring(0, 1).toUpperCase(Locale.ROOT) + mutation.substring(1) + "Input";
        JsonNode whole = service.ask(
                "mutation M($input: " + type + "!) { " + mutation
                        + "(input: $input) { __typename ... on Refusal { code message } " + answer + " } }",
                Map.of("input", input),
                token);
        return whole.at("/data/" + mutation).isObject() ? whole.at("/data/" + mutation) : whole;
    }

    static String outcome(JsonNode result) {
        return result.path("code").asString(result.path("state").asString(TestService.errorCode(result)));
    }

    String rita() {
        return tokens.user("rita", tenant, "admin");
    }

    JsonNode begin(String list, boolean mayShrink) {
        return act(
                rita(),
                "importSanctionsList",
                Map.of("list", list, "format", "OPEN_SANCTIONS_CSV", "mayShrink", mayShrink),
                "... on SanctionsImport { id state uploadPath }");
    }

    static int send(String path, String file) throws Exception {
        String port = service.bean(Environment.class).getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .PUT(HttpRequest.BodyPublishers.ofString(file))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    JsonNode imported(String id) {
        return service.ask(
                        "query I($id: ID!) { sanctionsImport(id: $id) { state problem rows persons names uploadPath } }",
                        Map.of("id", id),
                        rita())
                .at("/data/sanctionsImport");
    }

    String importList(String list, String rows, boolean mayShrink) throws Exception {
        JsonNode begun = begin(list, mayShrink);
        assertThat(send(begun.path("uploadPath").asString(), TITLES + rows)).isEqualTo(202);
        String id = begun.path("id").asString();
        await().atMost(SOON).until(() -> !imported(id).path("state").asString().equals("READING"));
        return id;
    }

    static String row(String id, String name, String birthDate) {
        return id + ",Person," + name + ",," + birthDate + ",xx,,,,,,x\n";
    }

    void submit(String userId, String given, String family) {
        Map<String, Object> person = Map.of(
                "givenName", given,
                "familyName", family,
                "birthDate", "1990-02-28",
                "nationality", "GB",
                "residence", "DE");
        JsonNode done =
                act(tokens.user(userId, tenant, "user"), "submitPersonalData", person, "... on KycProfile { state }");
        assertThat(done.path("state").asString()).isIn("PENDING", "IN_REVIEW", "APPROVED");
    }

    void askFor(String tier) {
        act(
                tokens.user(user, tenant, "user"),
                "startVerification",
                Map.of("tier", tier),
                "... on KycProfile { state }");
    }

    String review(String mutation, Object... more) {
        Map<String, Object> input = new HashMap<>(Map.of("userId", user));
        for (int i = 0; i < more.length; i += 2) {
            input.put((String) more[i], more[i + 1]);
        }
        return outcome(act(rita(), mutation, input, "... on KycProfile { state }"));
    }

    JsonNode newest(String userId) {
        return service.ask(
                        "query S($u: ID!) { screenings(filter: {userId: $u}, first: 1) { nodes { id state cause listVersion"
                                + " matches { id list entryId name score reasons verdict } } } }",
                        Map.of("u", userId),
                        rita())
                .at("/data/screenings/nodes/0");
    }

    JsonNode awaitScreened(String userId, int version) {
        await().atMost(SOON)
                .until(() -> newest(userId).path("listVersion").asInt(-1) == version
                        && !newest(userId).path("state").asString().equals("PENDING"));
        return newest(userId);
    }

    JsonNode resolve(JsonNode screening, String verdict) {
        return act(
                rita(),
                "resolveMatch",
                Map.of(
                        "screeningId",
                        screening.path("id").asString(),
                        "matchId",
                        "1",
                        "verdict",
                        verdict,
                        "reason",
                        "Seen"),
                MATCHES);
    }
}
