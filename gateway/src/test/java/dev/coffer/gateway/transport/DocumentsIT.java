package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DocumentsIT {
    private static final String NAME = "{ me { name } }";
    private static final String NAME_ANSWER = "{\"data\":{\"me\":{\"name\":\"User 1\"}}}";
    private static final String ID = "{ me { id } }";
    private static final String RENAME = "mutation { rename(id: 1, name: \"x\") { id } }";

    @TempDir
    private Path folder;

    private final Shop shop = new Shop();
    private GatewayServer gateway = start(DocumentOptions.DEFAULT);
    private HttpProbe client = new HttpProbe(gateway.url());

    private GatewayServer start(DocumentOptions documents) {
        return GatewayServer.start(GatewayIT.options(shop).withDocuments(documents));
    }

    private void restart(DocumentOptions documents) {
        stopGateway();
        gateway = start(documents);
        client = new HttpProbe(gateway.url());
    }

    private void stopGateway() {
        client.close();
        gateway.close();
    }

    @AfterEach
    void stop() {
        stopGateway();
        shop.close();
    }

    private Path list(String json) throws Exception {
        return Files.writeString(folder.resolve("trusted.json"), json);
    }

    private static String text(String value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    private static String extension(String hash) {
        return "\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"" + hash + "\"}}";
    }

    private HttpResponse<String> post(String body) throws Exception {
        return client.send(client.post(body));
    }

    private HttpResponse<String> byHash(String document) throws Exception {
        return post("{" + extension(DocumentHash.of(document)) + "}");
    }

    private HttpResponse<String> withHash(String document, String hash) throws Exception {
        return post("{\"query\":" + text(document) + "," + extension(hash) + "}");
    }

    private HttpResponse<String> sent(String document) throws Exception {
        return post("{\"query\":" + text(document) + "}");
    }

    private HttpResponse<String> byId(String id) throws Exception {
        return post("{\"documentId\":\"" + id + "\"}");
    }

    private HttpResponse<String> get(String parameters) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(gateway.url() + "?" + parameters))
                .header("X-Coffer-Client", "test")
                .GET());
    }

    @Test
    void a_document_is_remembered_by_its_hash() throws Exception {
        HttpResponse<String> unknown = byHash(NAME);
        assertThat(HttpProbe.code(unknown)).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
        assertThat(unknown.body()).contains("\"message\":\"PersistedQueryNotFound\"");

        assertThat(withHash(NAME, DocumentHash.of(NAME)).body()).isEqualTo(NAME_ANSWER);

        assertThat(byHash(NAME).body()).isEqualTo(NAME_ANSWER);
        assertThat(byId("sha256:" + DocumentHash.of(NAME)).body()).isEqualTo(NAME_ANSWER);
        String extension = "{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"" + DocumentHash.of(NAME) + "\"}}";
        assertThat(get("extensions=" + URLEncoder.encode(extension, StandardCharsets.UTF_8))
                        .body())
                .isEqualTo(NAME_ANSWER);
        assertThat(get("documentId=sha256:" + DocumentHash.of(NAME)).body()).isEqualTo(NAME_ANSWER);
    }

    @Test
    void a_document_of_another_hash_is_refused_and_not_remembered() throws Exception {
        assertThat(HttpProbe.code(withHash(NAME, DocumentHash.of(ID)))).isEqualTo("PERSISTED_QUERY_INVALID");

        assertThat(HttpProbe.code(byHash(ID))).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
        assertThat(HttpProbe.code(byHash(NAME))).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
        assertThat(shop.accounts.calls()).isEmpty();
    }

    @Test
    void a_document_that_does_not_fit_the_schema_is_not_remembered() throws Exception {
        String invalid = "{ me { nope } }";
        assertThat(HttpProbe.code(withHash(invalid, DocumentHash.of(invalid)))).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        assertThat(HttpProbe.code(byHash(invalid))).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
    }

    @Test
    void what_is_remembered_is_bounded() throws Exception {
        restart(new DocumentOptions(8 * 1024, null, false, false));
        for (int i = 0; i < 100; i++) {
            String document = "{ me { name # " + "x".repeat(500) + i + "\n } }";
            assertThat(withHash(document, DocumentHash.of(document)).body()).isEqualTo(NAME_ANSWER);
        }
        await().untilAsserted(() -> {
            int found = 0;
            for (int i = 0; i < 100; i++) {
                found += byHash("{ me { name # " + "x".repeat(500) + i + "\n } }")
                                .body()
                                .equals(NAME_ANSWER)
                        ? 1
                        : 0;
            }
            assertThat(found).isBetween(1, 7);
        });
    }

    @Test
    void a_gateway_may_remember_nothing() throws Exception {
        restart(new DocumentOptions(0, null, false, false));
        assertThat(withHash(NAME, DocumentHash.of(NAME)).body()).isEqualTo(NAME_ANSWER);
        HttpResponse<String> refused = byHash(NAME);
        assertThat(HttpProbe.code(refused)).isEqualTo("PERSISTED_QUERY_NOT_SUPPORTED");
        assertThat(refused.body()).contains("\"message\":\"PersistedQueryNotSupported\"");
    }

    @Test
    void a_request_that_names_its_document_badly_is_told_how() throws Exception {
        for (String body : new String[] {
            "{\"documentId\":7}",
            "{\"documentId\":\"\"}",
            "{\"documentId\":\"sha256:ABC\"}",
            "{\"documentId\":\"other:abc\"}",
            "{\"documentId\":\"" + "a".repeat(300) + "\"}",
            "{\"extensions\":{\"persistedQuery\":7}}",
            "{\"extensions\":{\"persistedQuery\":{\"sha256Hash\":\"" + DocumentHash.of(NAME) + "\"}}}",
            "{\"extensions\":{\"persistedQuery\":{\"version\":2,\"sha256Hash\":\"" + DocumentHash.of(NAME) + "\"}}}",
            "{\"extensions\":{\"persistedQuery\":{\"version\":1}}}",
            "{\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\"../x\"}}}",
            "{\"documentId\":\"sha256:" + DocumentHash.of(ID) + "\"," + extension(DocumentHash.of(NAME)) + "}"
        }) {
            HttpResponse<String> response = post(body);
            assertThat(HttpProbe.code(response)).as(body).isIn("PERSISTED_QUERY_INVALID", "BAD_REQUEST");
            assertThat(response.statusCode()).as(body).isEqualTo(400);
        }
    }

    @Test
    void listed_documents_are_served_by_identifier_by_hash_and_by_text() throws Exception {
        restart(new DocumentOptions(
                0, list("{\"name\":" + text(NAME) + ",\"rename\":" + text(RENAME) + "}"), false, true));

        assertThat(byId("name").body()).isEqualTo(NAME_ANSWER);
        assertThat(byId("sha256:" + DocumentHash.of(NAME)).body()).isEqualTo(NAME_ANSWER);
        assertThat(byHash(NAME).body()).isEqualTo(NAME_ANSWER);
        assertThat(sent(NAME).body()).isEqualTo(NAME_ANSWER);
        assertThat(get("documentId=name").body()).isEqualTo(NAME_ANSWER);
        assertThat(get("documentId=rename").statusCode()).isEqualTo(405);
        assertThat(HttpProbe.code(post("{\"documentId\":\"name\",\"query\":" + text(ID) + "}")))
                .isEqualTo("PERSISTED_QUERY_INVALID");
    }

    @Test
    void nothing_but_listed_documents_is_served_where_operators_say_so() throws Exception {
        restart(new DocumentOptions(1_000_000, list("{\"name\":" + text(NAME) + "}"), false, true));

        assertThat(HttpProbe.code(sent(ID))).isEqualTo("DOCUMENT_NOT_TRUSTED");
        assertThat(HttpProbe.code(sent(NAME + " "))).isEqualTo("DOCUMENT_NOT_TRUSTED");
        assertThat(HttpProbe.code(withHash(ID, DocumentHash.of(ID)))).isEqualTo("DOCUMENT_NOT_TRUSTED");
        assertThat(HttpProbe.code(byHash(ID))).isEqualTo("DOCUMENT_NOT_TRUSTED");
        assertThat(HttpProbe.code(byId("other"))).isEqualTo("DOCUMENT_NOT_TRUSTED");
        assertThat(HttpProbe.code(sent("{ __schema { types { name } } }"))).isEqualTo("DOCUMENT_NOT_TRUSTED");
        assertThat(shop.accounts.calls()).isEmpty();
        assertThat(client.send(client.request("/metrics")).body())
                .contains("coffer_gateway_documents_total{found=\"missing\"} 6.0");
    }

    @Test
    void a_list_that_trusts_nothing_else_yet_shows_what_is_not_on_it() throws Exception {
        restart(new DocumentOptions(0, list("{\"name\":" + text(NAME) + "}"), false, false));
        sent(NAME);
        byId("name");
        sent(ID);
        assertThat(HttpProbe.code(byId("other"))).isEqualTo("PERSISTED_QUERY_NOT_FOUND");
        assertThat(client.send(client.request("/metrics")).body())
                .contains("coffer_gateway_documents_total{found=\"trusted\"} 2.0")
                .contains("coffer_gateway_documents_total{found=\"sent\"} 1.0")
                .contains("coffer_gateway_documents_total{found=\"missing\"} 1.0");
    }

    @Test
    void a_changed_list_is_taken_over_and_a_bad_one_is_not() throws Exception {
        Path file = list("{\"name\":" + text(NAME) + "}");
        restart(new DocumentOptions(0, file, true, true));
        list("{\"name\":" + text(NAME) + ",\"id\":" + text(ID) + "}");
        await().untilAsserted(() -> assertThat(byId("id").body()).isEqualTo("{\"data\":{\"me\":{\"id\":\"1\"}}}"));

        list("{\"name\":\"{ me {\"}");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(client.send(client.request("/metrics")).body())
                                .contains("coffer_gateway_documents_reloads_total{result=\"refused\"} 1.0"));
        assertThat(byId("id").statusCode()).isEqualTo(200);
    }

    @Test
    void a_gateway_does_not_start_with_a_bad_list() throws Exception {
        DocumentOptions bad = new DocumentOptions(0, list("{\"name\":\"{ me {\"}"), false, true);
        assertThatThrownBy(() -> start(bad))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("trusted.json")
                .hasMessageContaining("name: ");
        DocumentOptions absent = new DocumentOptions(0, folder.resolve("absent.json"), false, true);
        assertThatThrownBy(() -> start(absent)).isInstanceOf(StartFailed.class).hasMessageContaining("absent.json");
        assertThatThrownBy(() -> new DocumentOptions(0, null, false, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name the file");
    }
}
