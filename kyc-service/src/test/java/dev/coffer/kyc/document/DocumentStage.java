package dev.coffer.kyc.document;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.kyc.KycApplication;
import dev.coffer.kyc.file.SampleFiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Two replicas, a reviewer, and somebody with documents. */
@ExtendWith(StoresExtension.class)
abstract sealed class DocumentStage permits DocumentIT, DocumentAccessIT {

    static final String TENANT = "main";
    static final Duration SOON = Duration.ofSeconds(30);
    static final byte[] JPEG = SampleFiles.jpeg();

    static TestTokens tokens;
    static TestService service;
    static TestService other;
    static TestEmitter auth;
    static DocumentClient client;
    static String rita;

    final String user = "user-" + UUID.randomUUID();

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

    String token() {
        return tokens.user(user);
    }

    static MongoDatabase database() {
        return service.bean(MongoDatabase.class);
    }

    long filesOf(String documentId) {
        return database().getCollection("document_files.files").countDocuments(Filters.eq("filename", documentId));
    }

    static boolean hasBytes(String fileId) {
        return database()
                        .getCollection("document_files.chunks")
                        .countDocuments(Filters.eq("files_id", new org.bson.types.ObjectId(fileId)))
                > 0;
    }

    static Document stored(String documentId) {
        return database()
                .getCollection("documents")
                .find(Filters.eq("_id", documentId))
                .first();
    }

    static JsonNode ask(String query, String id, String token) {
        return service.ask(query, Map.of("id", id), token);
    }
}
