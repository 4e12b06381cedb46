package dev.coffer.kyc.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service, whom it verifies, and the files that its links lead to. */
final class ExportStage implements AutoCloseable {

    static final String TENANT = "main";
    static final Duration SOON = Duration.ofSeconds(40);

    final TestTokens tokens = TestTokens.start();
    final TestService service;
    private final HttpClient http = HttpClient.newHttpClient();

    ExportStage(String database) {
        service = TestService.start(
                KycApplication.class,
                KycApplication.SERVICE,
                database,
                tokens,
                Map.of("coffer.kyc.checks.look-every", "100ms", "coffer.kyc.screening.look-every", "100ms"));
    }

    String rita() {
        return tokens.user("rita", TENANT, "admin");
    }

    void submit(String user, String given, String family) {
        service.ask(
                "mutation M($input: SubmitPersonalDataInput!) { submitPersonalData(input: $input) { __typename } }",
                Map.of(
                        "input",
                        Map.of(
                                "givenName", given,
                                "familyName", family,
                                "birthDate", "1990-02-28",
                                "nationality", "GB",
                                "residence", "DE")),
                tokens.user(user));
    }

    void ask(String user, String tier) {
        service.ask("mutation { startVerification(input: {tier: " + tier + "}) { __typename } }", tokens.user(user));
    }

    void verify(String user, String given) {
        submit(user, given, "Lovelace");
        DocumentClient client = new DocumentClient(service);
        client.upload(tokens.user(user), "PASSPORT", SampleFiles.jpeg(), Map.of("number", "C01X00T47"));
        client.upload(tokens.user(user), "SELFIE", SampleFiles.jpeg());
        ask(user, "STANDARD");
        await().atMost(SOON)
                .until(() -> service.ask("{ myKyc { tier } }", tokens.user(user))
                        .toString()
                        .contains("STANDARD"));
    }

    private URI at(String path) {
        String port = service.bean(Environment.class).getProperty("local.server.port");
        return URI.create("http://localhost:" + port + path);
    }

    HttpResponse<byte[]> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    int put(String path, String file) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(at(path))
                                .PUT(HttpRequest.BodyPublishers.ofString(file))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    static Map<String, byte[]> unzip(byte[] file) throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    /** That the manifest is the last entry and tells the digests of what is there. */
    static JsonNode requireManifest(Map<String, byte[]> entries) throws Exception {
        assertThat(entries.keySet()).endsWith("manifest.json");
        JsonNode manifest = JsonMapper.shared().readTree(Objects.requireNonNull(entries.get("manifest.json")));
        assertThat(manifest.path("entries").size()).isEqualTo(entries.size() - 1);
        MessageDigest all = MessageDigest.getInstance("SHA-256");
        for (JsonNode entry : manifest.path("entries")) {
            byte[] bytes = Objects.requireNonNull(entries.get(entry.path("name").asString()));
            all.update(bytes);
            assertThat(entry.path("sha256").asString()).isEqualTo(digest(bytes));
        }
        assertThat(manifest.path("sha256").asString()).isEqualTo(HexFormat.of().formatHex(all.digest()));
        return manifest;
    }

    static String digest(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    static List<JsonNode> lines(Map<String, byte[]> entries, String name) {
        return Stream.of(new String(Objects.requireNonNull(entries.get(name)), StandardCharsets.UTF_8).split("\n"))
                .filter(line -> !line.isEmpty())
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    /** Of all entries but files. */
    static String text(Map<String, byte[]> entries) {
        StringBuilder all = new StringBuilder();
        entries.forEach((name, bytes) -> {
            if (!name.startsWith("files/")) {
                all.append(new String(bytes, StandardCharsets.UTF_8));
            }
        });
        return all.toString();
    }

    @Override
    public void close() {
        service.close();
        tokens.close();
        http.close();
    }
}
