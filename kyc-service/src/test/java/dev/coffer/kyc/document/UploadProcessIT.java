package dev.coffer.kyc.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.kyc.file.FileInspection;
import dev.coffer.kyc.file.SampleFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a service in a process of its own bears: many large files at once, and a kill in the middle of one. */
@ExtendWith(StoresExtension.class)
class UploadProcessIT {

    private static final int FILES = 64;
    private static final Duration SOON = Duration.ofSeconds(60);

    private static TestTokens tokens;

    @BeforeAll
    static void start() {
        tokens = TestTokens.start();
    }

    @AfterAll
    static void stop() {
        tokens.close();
    }

    @Test
    void sixty_four_files_of_15_MB_at_once_go_through_256_MB_of_heap(@FreshDatabase String name) throws Exception {
        byte[] file = SampleFiles.jpegOf((int) FileInspection.MOST_BYTES);
        try (KycProcess process = new KycProcess(name, tokens).awaitReady();
                ExecutorService pool = Executors.newFixedThreadPool(FILES);
                MongoClient mongo = MongoClients.open(TestStores.mongoUri(), "test")) {
            DocumentClient client = DocumentClient.at(process.address("/graphql"));
            List<DocumentClient.Announced> announced = new ArrayList<>();
            for (int i = 0; i < FILES; i++) {
                announced.add(client.announce(tokens.user("user-" + i % 8), "SELFIE"));
            }
            CountDownLatch go = new CountDownLatch(1);
            List<Future<String>> running = new ArrayList<>();
            for (DocumentClient.Announced one : announced) {
                running.add(pool.submit(() -> {
                    go.await();
                    return DocumentClient.putCode(one.url(), file);
                }));
            }
            long began = System.nanoTime();
            go.countDown();
            for (Future<String> one : running) {
                assertThat(one.get()).isEqualTo("201");
            }
            System.out.printf(
                    "%d files of %d bytes in %d ms%n",
                    FILES,
                    file.length,
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
            assertThat(process.isAlive()).isTrue();
            MongoDatabase database = mongo.getDatabase(name);
            assertThat(database.getCollection("document_files.files").countDocuments())
                    .isEqualTo(FILES);
            Set<Object> digests = database.getCollection("documents")
                    .find()
                    .map(document -> Objects.requireNonNull(
                            document.get("file", Document.class).get("sha256")))
                    .into(new HashSet<>());
            assertThat(digests).hasSize(1);
        }
    }

    @Test
    void a_kill_in_the_middle_leaves_nothing_readable_and_is_swept_by_another(@FreshDatabase String name)
            throws Exception {
        String ann = tokens.user("ann");
        try (MongoClient mongo = MongoClients.open(TestStores.mongoUri(), "test")) {
            MongoDatabase database = mongo.getDatabase(name);
            long files = database.getCollection("document_files.files").countDocuments();
            ObjectId fileId;
            CountDownLatch release = new CountDownLatch(1);
            try (KycProcess process = new KycProcess(name, tokens).awaitReady()) {
                DocumentClient.Announced selfie =
                        DocumentClient.at(process.address("/graphql")).announce(ann, "SELFIE");
                fileId = beginAndHold(selfie.url(), database, release);
                process.kill();
                release.countDown();
            }
            assertThat(chunks(database, fileId)).as("bytes of the half file").isPositive();
            assertThat(database.getCollection("document_files.files").countDocuments())
                    .isEqualTo(files);
            Document left = selfie(database);
            assertThat(left).containsEntry("state", "PENDING").doesNotContainKey("file");
            assertThat(left.toJson()).doesNotContain("key");

            database.getCollection("document_remains")
                    .updateOne(
                            Filters.eq("_id", fileId.toHexString()),
                            new Document("$set", new Document("dueAt", new java.util.Date(0))));
            try (KycProcess next =
                    new KycProcess(name, tokens, "--coffer.kyc.documents.sweep-every=200ms").awaitReady()) {
                await().atMost(SOON).until(() -> chunks(database, fileId) == 0);
                assertThat(next.isAlive()).isTrue();
            }
        }
    }

    private static long chunks(MongoDatabase database, ObjectId fileId) {
        return database.getCollection("document_files.chunks").countDocuments(Filters.eq("files_id", fileId));
    }

    /** Sends most of a file and then nothing. */
    private static ObjectId beginAndHold(URI url, MongoDatabase database, CountDownLatch release) {
        byte[] file = SampleFiles.jpegOf(4 << 20);
        InputStream held = new InputStream() {

            @Override
            public int read() throws IOException {
                try {
                    release.await();
                } catch (InterruptedException interrupted) {
                    throw new IOException(interrupted);
                }
                return -1;
            }
        };
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(file, 0, 3 << 20), held);
        CompletableFuture<HttpResponse<Void>> sent = HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(url)
                                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        await().atMost(SOON).until(() -> selfie(database).getString("incoming") != null);
        ObjectId fileId = new ObjectId(selfie(database).getString("incoming"));
        await().atMost(SOON).until(() -> chunks(database, fileId) > 3);
        assertThat(sent).isNotDone();
        return fileId;
    }

    private static Document selfie(MongoDatabase database) {
        return Objects.requireNonNull(database.getCollection("documents")
                .find(Filters.eq("userId", "ann"))
                .first());
    }
}
