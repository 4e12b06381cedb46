package dev.coffer.kyc.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.kyc.KycApplication;
import dev.coffer.kyc.document.DocumentClient;
import dev.coffer.kyc.file.SampleFiles;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything that is held on one person, and on nobody else, as one file. */
@ExtendWith(StoresExtension.class)
class ExportIT {

    private static final String TENANT = "main";
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final byte[] JPEG = SampleFiles.jpeg();
    private static final String REQUEST = """
            mutation E($id: ID!, $reason: String!) { requestKycExport(input: {userId: $id, reason: $reason}) {
              ... on KycExport { path expiresAt } } }""";

    private static TestTokens tokens;
    private static TestService service;
    private static HttpClient http;

    private final String user = "user-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        http = HttpClient.newHttpClient();
        service = TestService.start(
                KycApplication.class,
                KycApplication.SERVICE,
                database,
                tokens,
                Map.of("coffer.kyc.checks.look-every", "100ms"));
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
        http.close();
    }

    private static String rita() {
        return tokens.user("rita", TENANT, "admin");
    }

    private static void verify(String user, String given) {
        String token = tokens.user(user);
        service.ask(
                "mutation M($input: SubmitPersonalDataInput!) { submitPersonalData(input: $input) { __typename } }",
                Map.of(
                        "input",
                        Map.of(
                                "givenName", given,
                                "familyName", "Lovelace",
                                "birthDate", "1990-02-28",
                                "nationality", "GB",
                                "residence", "DE")),
                token);
        DocumentClient client = new DocumentClient(service);
        client.upload(token, "PASSPORT", JPEG, Map.of("number", "C01X00T47"));
        client.upload(token, "SELFIE", JPEG);
        service.ask("mutation { startVerification(input: {tier: STANDARD}) { __typename } }", token);
        await().atMost(SOON)
                .until(() -> service.ask("{ myKyc { tier } }", token).toString().contains("STANDARD"));
    }

    private JsonNode request(String token, String reason) {
        return service.ask(REQUEST, Map.of("id", user, "reason", reason), token);
    }

    private static HttpResponse<byte[]> get(String path) throws Exception {
        String port = service.bean(Environment.class).getProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Map<String, byte[]> unzip(byte[] file) throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    @Test
    void the_file_has_all_that_is_held_on_the_person_and_nothing_of_anybody_else() throws Exception {
        verify(user, "Zerafina");
        verify("other-" + user, "Quixada");
        service.ask(
                "mutation N($id: ID!) { addReviewNote(input: {userId: $id, text: \"Called back\"}) { __typename } }",
                Map.of("id", user),
                rita());
        String path = request(rita(), "Asked by letter")
                .at("/data/requestKycExport/path")
                .asString();
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");

        Map<String, byte[]> entries = unzip(answer.body());
        assertThat(entries.keySet())
                .contains(
                        "checks.jsonl",
                        "documents.jsonl",
                        "history.jsonl",
                        "personal-data.jsonl",
                        "profile.jsonl",
                        "risk.jsonl",
                        "screenings.jsonl")
                .endsWith("manifest.json");
        assertThat(entries.keySet())
                .filteredOn(name -> name.startsWith("files/"))
                .hasSize(2);
        String all = text(entries);
        assertThat(all).contains("Zerafina", "1990-02-28", "C01X00T47", "Called back", "Asked by letter", "EXPORTED");
        assertThat(all).contains("{\\\"outcome\\\":\\\"PASSED\\\"}").doesNotContain("Quixada", "other-" + user);

        JsonNode manifest = JsonMapper.shared().readTree(entries.get("manifest.json"));
        assertThat(manifest.path("by").asString()).isEqualTo("rita");
        assertThat(manifest.path("entries").size()).isEqualTo(entries.size() - 1);
        for (JsonNode entry : manifest.path("entries")) {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(entries.get(entry.path("name").asString()));
            assertThat(entry.path("sha256").asString()).isEqualTo(HexFormat.of().formatHex(digest));
        }
        assertThat(new ToldEvents(service).typesOf(TENANT, user)).containsOnlyOnce("kyc.person.exported");
    }

    private static String text(Map<String, byte[]> entries) {
        StringBuilder all = new StringBuilder();
        entries.forEach((name, bytes) -> {
            if (!name.startsWith("files/")) {
                all.append(new String(bytes, StandardCharsets.UTF_8));
            }
        });
        return all.toString();
    }

    @Test
    void only_who_may_gets_a_link_and_only_a_whole_one_counts() throws Exception {
        service.ask("mutation { startVerification(input: {tier: BASIC}) { __typename } }", tokens.user(user));
        assertThat(TestService.errorCode(request(tokens.user(user), "Mine"))).isEqualTo("FORBIDDEN");
        assertThat(TestService.errorCode(request(tokens.user("olga", TENANT, "operator"), "Curious")))
                .isEqualTo("FORBIDDEN");
        assertThat(TestService.errorCode(request(tokens.user("rita", "elsewhere", "admin"), "Theirs")))
                .isEqualTo("NOT_FOUND");
        assertThat(TestService.errorCode(request(rita(), " "))).isEqualTo("INVALID_INPUT");
        String path = request(rita(), "Asked").at("/data/requestKycExport/path").asString();
        assertThat(get(path).statusCode()).isEqualTo(200);
        String changed = path.substring(0, path.length() - 2) + (path.endsWith("AA") ? "BB" : "AA");
        for (String wrong : new String[] {changed, "/kyc/exports/no-link", "/kyc/exports/a.b", path + ".x"}) {
            assertThat(get(wrong).statusCode()).as(wrong).isEqualTo(403);
        }
    }
}
