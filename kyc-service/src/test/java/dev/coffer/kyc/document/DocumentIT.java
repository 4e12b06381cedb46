package dev.coffer.kyc.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.testkit.ToldEvents;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Documents from the link to the last byte, at two replicas. */
final class DocumentIT extends DocumentStage {

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
        assertThat(fileIds).allMatch(DocumentStage::hasBytes);

        auth.tell(new ForgetDocuments.UserClosed(user), user, TENANT);
        auth.tell(new ForgetDocuments.UserClosed(user), user, TENANT);

        await().atMost(SOON).until(() -> fileIds.stream().noneMatch(DocumentStage::hasBytes));
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
}
