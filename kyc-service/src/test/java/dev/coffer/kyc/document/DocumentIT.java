package dev.coffer.kyc.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.kyc.KycApplication;
import dev.coffer.kyc.file.SampleFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Documents from the link to the last byte, at two replicas. */
@ExtendWith(StoresExtension.class)
class DocumentIT {

    private static final String TENANT = "main";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final byte[] JPEG = SampleFiles.jpeg();

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;
    private static TestEmitter auth;
    private static DocumentClient client;
    private static String rita;

    private final String user = "user-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        rita = tokens.user("rita", TENANT, "admin");
        auth = TestEmitter.start(
                "auth",
                database + "_auth",
                List.of(new EventType<>("user.closed", 1, ForgetDocuments.UserClosed.class)));
        Map<String, String> settings = Map.of(
                "coffer.kyc.provider",
                "none",
                "coffer.kyc.documents.sweep-every",
                "200ms",
                "coffer.kyc.documents.upload-limit",
                "8s");
        service = TestService.start(KycApplication.class, KycApplication.SERVICE, database, tokens, settings);
        other = TestService.start(KycApplication.class, KycApplication.SERVICE, database, tokens, settings);
        client = new DocumentClient(service);
    }

    @AfterAll
    static void stop() {
        auth.close();
        service.close();
        other.close();
        tokens.close();
    }

    private String token() {
        return tokens.user(user);
    }

    private static MongoDatabase database() {
        return service.bean(MongoDatabase.class);
    }

    private long filesOf(String documentId) {
        return database().getCollection("document_files.files").countDocuments(Filters.eq("filename", documentId));
    }

    private static boolean hasBytes(String fileId) {
        return database()
                        .getCollection("document_files.chunks")
                        .countDocuments(Filters.eq("files_id", new org.bson.types.ObjectId(fileId)))
                > 0;
    }

    private static Document stored(String documentId) {
        return database()
                .getCollection("documents")
                .find(Filters.eq("_id", documentId))
                .first();
    }

    @Test
    void a_document_goes_in_and_comes_out_as_it_was() {
        DocumentClient.Announced passport =
                client.announce(token(), "PASSPORT", Map.of("number", "C01X00T47", "country", "DE"));
        assertThat(client.act(token(), "confirmDocument", Map.of("documentId", passport.id())))
                .isEqualTo("KYC_DOCUMENT_NOT_UPLOADED");
        assertThat(DocumentClient.putCode(passport.url(), JPEG)).isEqualTo("201");
        JsonNode confirmed = client.ask(token(), "confirmDocument", Map.of("documentId", passport.id()))
                .at("/data/confirmDocument");
        assertThat(confirmed.path("state").asString()).isEqualTo("PROCESSING");
        assertThat(confirmed.path("contentType").asString()).isEqualTo("image/jpeg");
        assertThat(client.act(token(), "confirmDocument", Map.of("documentId", passport.id())))
                .isEqualTo("PROCESSING");
        assertThat(new ToldEvents(service).typesOf(TENANT, user)).containsExactly(DocumentChanged.TYPE);

        for (String who : List.of(token(), rita)) {
            String mutation = who.equals(rita) ? "requestDocumentReview" : "requestDocumentDownload";
            JsonNode link = client.ask(who, mutation, Map.of("documentId", passport.id()))
                    .at("/data/" + mutation);
            HttpResponse<byte[]> file =
                    DocumentClient.get(URI.create(link.path("url").asString()));
            assertThat(file.statusCode()).isEqualTo(200);
            assertThat(sha256(file.body())).isEqualTo(confirmed.path("sha256").asString());
            assertThat(file.headers().firstValue("Content-Disposition"))
                    .hasValue("attachment; filename=\"passport-front.jpg\"");
            assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(file.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void nothing_readable_is_in_the_store() {
        byte[] marked = SampleFiles.join(
                Arrays.copyOf(JPEG, JPEG.length - 2),
                SampleFiles.ascii("READABLE".repeat(20_000)),
                new byte[] {(byte) 0xff, (byte) 0xd9});
        String id = client.upload(token(), "PASSPORT", marked, Map.of("number", "READABLE-77"));
        assertThat(client.ask(token(), "confirmDocument", Map.of("documentId", id))
                        .at("/data/confirmDocument/number")
                        .asString())
                .isEqualTo("READABLE-77");
        assertThat(stored(id).toJson()).doesNotContain("READABLE");
        int seen = 0;
        for (Document chunk : database().getCollection("document_files.chunks").find()) {
            seen++;
            assertThat(new String(chunk.get("data", Binary.class).getData(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("READABLE");
        }
        assertThat(seen).isPositive();
    }

    @Test
    void a_link_is_good_for_one_file_whoever_tries_at_once() throws Exception {
        DocumentClient.Announced selfie = client.announce(token(), "SELFIE");
        List<String> codes = atOnce(8, i -> DocumentClient.putCode(selfie.url(), JPEG));
        assertThat(Collections.frequency(codes, "201")).isEqualTo(1);
        assertThat(codes).containsOnly("201", "KYC_LINK_USED");
        assertThat(filesOf(selfie.id())).isEqualTo(1);
    }

    @Test
    void a_link_that_was_changed_or_is_for_something_else_or_too_old_does_not_count() {
        DocumentClient.Announced selfie = client.announce(token(), "SELFIE");
        String url = selfie.url().toString();
        String changed = url.substring(0, url.length() - 2) + (url.endsWith("AA") ? "BB" : "AA");
        for (String wrong : List.of(changed, url.replace("documents/", "documents/A"))) {
            assertThat(DocumentClient.putCode(URI.create(wrong), JPEG)).isEqualTo("KYC_LINK_INVALID");
        }
        assertThat(DocumentClient.get(selfie.url()).statusCode()).isEqualTo(403);
        DocumentLinks links = service.bean(DocumentLinks.class);
        Paper paper = Objects.requireNonNull(service.bean(MongoDocuments.class).find(TENANT, selfie.id()))
                .paper();
        URI old = links.make(DocumentLinks.Purpose.UPLOAD, paper, Duration.ofMillis(-1))
                .url();
        assertThat(DocumentClient.putCode(old, JPEG)).isEqualTo("KYC_LINK_EXPIRED");
        URI down = links.make(DocumentLinks.Purpose.DOWNLOAD, paper, SOON).url();
        assertThat(DocumentClient.putCode(down, JPEG)).isEqualTo("KYC_LINK_INVALID");
        assertThat(filesOf(selfie.id())).isZero();
        assertThat(DocumentClient.putCode(selfie.url(), JPEG)).isEqualTo("201");
    }

    @Test
    void what_is_refused_leaves_nothing() {
        Map<String, byte[]> hostile = Map.of(
                "KYC_FILE_EMPTY", new byte[0],
                "KYC_FILE_TYPE_UNKNOWN", SampleFiles.ascii("PK\3\4 and so on and so on"),
                "KYC_FILE_TRUNCATED", Arrays.copyOf(JPEG, JPEG.length - 10),
                "KYC_FILE_BEYOND_END", SampleFiles.join(JPEG, SampleFiles.ascii("PK\3\4")),
                "KYC_FILE_ACTIVE_CONTENT", SampleFiles.pdf(SampleFiles.ascii("<< /S /JavaScript >> ")),
                "KYC_FILE_TOO_LARGE", SampleFiles.jpegOf((15 << 20) + 1));
        hostile.forEach((code, file) -> {
            DocumentClient.Announced selfie = client.announce(token(), "SELFIE");
            assertThat(DocumentClient.putCode(selfie.url(), file)).isEqualTo(code);
            assertThat(filesOf(selfie.id())).as(code).isZero();
            assertThat(stored(selfie.id())).as(code).isNull();
            assertThat(DocumentClient.putCode(selfie.url(), JPEG)).isEqualTo("KYC_LINK_USED");
        });
        await().atMost(SOON)
                .until(() ->
                        database().getCollection("document_remains").countDocuments(Filters.exists("isEmpty", false))
                                == 0);
        assertThat(strayChunks()).isZero();
    }

    /** Chunks of which no document knows, apart from what other tests send at this moment. */
    private static long strayChunks() {
        List<Object> known = new ArrayList<>();
        for (Document document : database().getCollection("documents").find()) {
            Document file = document.get("file", Document.class);
            String id = file == null ? document.getString("incoming") : file.getString("id");
            if (id != null) {
                known.add(new org.bson.types.ObjectId(id));
            }
        }
        return database().getCollection("document_files.chunks").countDocuments(Filters.nin("files_id", known));
    }

    @Test
    void whoever_sends_too_slowly_or_stops_in_the_middle_leaves_nothing() throws Exception {
        DocumentClient.Announced selfie = client.announce(token(), "SELFIE");
        CountDownLatch end = new CountDownLatch(1);
        InputStream stuck = new InputStream() {

            @Override
            public int read() throws IOException {
                try {
                    end.await();
                } catch (InterruptedException interrupted) {
                    throw new IOException(interrupted);
                }
                return -1;
            }
        };
        InputStream body =
                new SequenceInputStream(new ByteArrayInputStream(SampleFiles.jpegOf(1 << 20), 0, 900_000), stuck);
        try (HttpClient http = HttpClient.newHttpClient()) {
            var answer = http.sendAsync(
                    HttpRequest.newBuilder(selfie.url())
                            .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            await().atMost(SOON).until(() -> stored(selfie.id()).getString("incoming") != null);
            String fileId = stored(selfie.id()).getString("incoming");
            await().atMost(SOON).until(() -> hasBytes(fileId));
            assertThat(filesOf(selfie.id())).isZero();
            answer.cancel(true);
            end.countDown();
            http.shutdownNow();
            await().atMost(SOON).until(() -> stored(selfie.id()) == null && !hasBytes(fileId));
        }
    }

    @Test
    void what_was_announced_and_never_confirmed_goes_by_itself() {
        DocumentClient.Announced sent = client.announce(token(), "SELFIE");
        DocumentClient.put(sent.url(), JPEG);
        DocumentClient.Announced awaited = client.announce(token(), "SELFIE");
        String kept = client.upload(token(), "SELFIE", JPEG);
        for (String id : List.of(sent.id(), awaited.id(), kept)) {
            database()
                    .getCollection("documents")
                    .updateOne(Filters.eq("_id", id), Updates.set("createdAt", new Date(0)));
        }
        await().atMost(SOON).until(() -> stored(sent.id()) == null && stored(awaited.id()) == null);
        await().atMost(SOON).until(() -> filesOf(sent.id()) == 0);
        assertThat(stored(kept)).isNotNull();
        assertThat(filesOf(kept)).isEqualTo(1);
    }

    @Test
    void no_byte_stays_of_whoever_closes_their_account_and_nothing_new_comes() {
        String elsewhere = tokens.user(user, "elsewhere", "user");
        String kept = client.upload(elsewhere, "SELFIE", JPEG);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(client.upload(token(), "SELFIE", SampleFiles.jpegOf(1 << 20)));
        }
        DocumentClient.Announced late = client.announce(token(), "SELFIE");
        URI link = URI.create(client.ask(token(), "requestDocumentDownload", Map.of("documentId", ids.getFirst()))
                .at("/data/requestDocumentDownload/url")
                .asString());
        List<String> fileIds = ids.stream()
                .map(id -> stored(id).get("file", Document.class).getString("id"))
                .toList();
        assertThat(fileIds).allMatch(DocumentIT::hasBytes);

        auth.tell(new ForgetDocuments.UserClosed(user), user, TENANT);
        auth.tell(new ForgetDocuments.UserClosed(user), user, TENANT);

        await().atMost(SOON).until(() -> fileIds.stream().noneMatch(DocumentIT::hasBytes));
        for (String id : ids) {
            assertThat(stored(id)).isNull();
            assertThat(filesOf(id)).isZero();
        }
        assertThat(DocumentClient.get(link).statusCode()).isEqualTo(403);
        assertThat(DocumentClient.putCode(late.url(), JPEG)).isEqualTo("KYC_LINK_USED");
        assertThat(client.act(token(), "requestDocumentUpload", Map.of("type", "SELFIE")))
                .isEqualTo("KYC_ACCOUNT_CLOSED");
        assertThat(stored(kept)).isNotNull();
        assertThat(filesOf(kept)).isEqualTo(1);
    }

    @Test
    void another_users_or_tenants_id_gets_nothing_by_any_operation() {
        String id = client.upload(token(), "PASSPORT", JPEG);
        Map<String, Object> input = Map.of("documentId", id);
        for (String stranger : List.of(tokens.user("eve"), tokens.user(user, "elsewhere", "user"))) {
            for (String mutation : List.of("confirmDocument", "requestDocumentDownload")) {
                assertThat(client.act(stranger, mutation, input)).isEqualTo("NOT_FOUND");
            }
            for (String mutation : List.of("requestDocumentReview", "decideDocument")) {
                Map<String, Object> full = mutation.equals("decideDocument")
                        ? Map.of("documentId", id, "userId", user, "accept", true)
                        : input;
                assertThat(client.act(stranger, mutation, full)).isEqualTo("FORBIDDEN");
            }
            assertThat(ask("query($id: ID!) { myKycDocument(id: $id) { id } }", id, stranger)
                            .at("/data/myKycDocument")
                            .isNull())
                    .isTrue();
            assertThat(service.ask("{ myKycDocuments { nodes { id } } }", stranger)
                            .at("/data/myKycDocuments/nodes")
                            .size())
                    .isZero();
            for (String query : List.of("kycDocument(id: $id) { id }", "kycDocuments(userId: $id) { nodes { id } }")) {
                assertThat(TestService.errorCode(ask("query($id: ID!) { " + query + " }", id, stranger)))
                        .isEqualTo("FORBIDDEN");
            }
        }
        String away = tokens.user("rita", "elsewhere", "admin");
        assertThat(client.act(away, "requestDocumentReview", input)).isEqualTo("NOT_FOUND");
        assertThat(client.act(away, "decideDocument", Map.of("documentId", id, "userId", user, "accept", true)))
                .isEqualTo("NOT_FOUND");
        assertThat(ask("query($id: ID!) { kycDocument(id: $id) { id } }", id, away)
                        .at("/data/kycDocument")
                        .isNull())
                .isTrue();
        assertThat(ask("query($id: ID!) { kycDocuments(userId: $id) { nodes { id } } }", user, away)
                        .at("/data/kycDocuments/nodes")
                        .size())
                .isZero();
        String operator = tokens.user("olga", TENANT, "operator");
        assertThat(client.act(operator, "requestDocumentReview", input)).isEqualTo("FORBIDDEN");
        assertThat(stored(id).getString("state")).isEqualTo("PROCESSING");
    }

    private static JsonNode ask(String query, String id, String token) {
        return service.ask(query, Map.of("id", id), token);
    }

    @Test
    void a_reviewer_decides_once_and_not_about_their_own() throws Exception {
        String id = client.upload(token(), "UTILITY_BILL", JPEG);
        Map<String, Object> reject =
                Map.of("userId", user, "documentId", id, "accept", false, "reason", "The date is missing");
        List<String> states =
                atOnce(6, i -> new DocumentClient(i % 2 == 0 ? service : other).act(rita, "decideDocument", reject));
        assertThat(Collections.frequency(states, "REJECTED")).isEqualTo(1);
        assertThat(states).containsOnly("REJECTED", "KYC_DOCUMENT_NOT_WAITING");
        assertThat(ask("query($id: ID!) { myKycDocument(id: $id) { reason } }", id, token())
                        .at("/data/myKycDocument/reason")
                        .asString())
                .isEqualTo("The date is missing");
        String own = client.upload(rita, "UTILITY_BILL", JPEG);
        assertThat(client.act(rita, "decideDocument", Map.of("userId", "rita", "documentId", own, "accept", true)))
                .isEqualTo("KYC_DOCUMENT_OWN");
    }

    @Test
    void what_cannot_count_is_not_announced() {
        assertThat(client.act(token(), "requestDocumentUpload", Map.of("type", "PASSPORT")))
                .isEqualTo("KYC_DOCUMENT_EXPIRY_NEEDED");
        assertThat(client.act(token(), "requestDocumentUpload", Map.of("type", "PASSPORT", "expiresOn", "2020-01-01")))
                .isEqualTo("KYC_DOCUMENT_EXPIRED");
        assertThat(client.act(token(), "requestDocumentUpload", Map.of("type", "SELFIE", "side", "BACK")))
                .isEqualTo("KYC_DOCUMENT_SIDE_UNKNOWN");
        assertThat(client.act(token(), "requestDocumentUpload", Map.of("type", "SELFIE", "country", "Germany")))
                .isEqualTo("INVALID_INPUT");
        for (int i = 0; i < RequestUpload.MOST_UNCONFIRMED; i++) {
            client.announce(token(), "SELFIE");
        }
        assertThat(client.act(token(), "requestDocumentUpload", Map.of("type", "SELFIE")))
                .isEqualTo("KYC_DOCUMENTS_TOO_MANY");
    }

    @Test
    void a_file_that_was_changed_in_the_store_does_not_come_out() {
        String id = client.upload(token(), "SELFIE", SampleFiles.jpegOf(300_000));
        String fileId = stored(id).get("file", Document.class).getString("id");
        var chunks = database().getCollection("document_files.chunks");
        var chunk = Filters.and(Filters.eq("files_id", new org.bson.types.ObjectId(fileId)), Filters.eq("n", 1));
        byte[] data = chunks.find(chunk).first().get("data", Binary.class).getData();
        data[100] ^= 1;
        chunks.updateOne(chunk, Updates.set("data", new Binary(data)));
        URI link = URI.create(client.ask(token(), "requestDocumentDownload", Map.of("documentId", id))
                .at("/data/requestDocumentDownload/url")
                .asString());
        try {
            assertThat(DocumentClient.get(link).statusCode()).isEqualTo(500);
        } catch (UncheckedIOException cutOff) {
            assertThat(cutOff).isNotNull();
        }
    }

    private interface Attempt {
        String run(int i);
    }

    private static List<String> atOnce(int threads, Attempt attempt) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<String>> running = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.add(pool.submit(() -> {
                    go.await();
                    return attempt.run(number);
                }));
            }
            go.countDown();
            for (Future<String> one : running) {
                outcomes.add(one.get());
            }
        }
        return outcomes;
    }
}
