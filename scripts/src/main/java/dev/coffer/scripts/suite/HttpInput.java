package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The part of the bad-input suite that is about HTTP: sizes, types, methods. */
final class HttpInput {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LARGE = 2_000_000;
    private static final String QUESTION = "{ me { id } }";
    /** Its SHA-256. */
    private static final String QUESTION_HASH = "c53d78fa4c9c65a93967d42316fcd207fd611c7cac40a103820a866c3e5dd8f5";

    private final GatewayClient client;
    private final Supplier<String> payment;
    private final Supplier<String> token;

    /** @param payment a document that would move money */
    HttpInput(GatewayClient client, Supplier<String> payment, Supplier<String> token) {
        this.client = client;
        this.payment = payment;
        this.token = token;
    }

    void addTo(Suite suite, Runnable nothingMoved) {
        suite.step("a payment in a body that is too large is not made", () -> {
                    String large = body(payment.get() + " #" + "x".repeat(LARGE));
                    refused(post("application/json", large), 413, "REQUEST_TOO_LARGE", "bytes");
                    nothingMoved.run();
                })
                .step("a payment in a body of another type is not made", () -> {
                    for (String type :
                            List.of("text/plain", "application/x-www-form-urlencoded", "application/graphql")) {
                        refused(post(type, body(payment.get())), 415, "UNSUPPORTED_MEDIA_TYPE", "application/json");
                    }
                    nothingMoved.run();
                })
                .step("a payment by GET is not made, with and without what a web page cannot send", () -> {
                    refused(send(get()), 405, "METHOD_NOT_ALLOWED", "POST");
                    HttpRequest.Builder fromPage =
                            HttpRequest.newBuilder(address()).GET();
                    refused(send(fromPage), 403, "CSRF_BLOCKED", "header");
                    nothingMoved.run();
                })
                .step("a payment whose answer could not be read is not made", () -> {
                    HttpRequest.Builder picture = HttpRequest.newBuilder(client.endpoint())
                            .header("Accept", "image/png")
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + token.get())
                            .POST(HttpRequest.BodyPublishers.ofString(body(payment.get())));
                    refused(send(picture), 406, "NOT_ACCEPTABLE", "Accept");
                    nothingMoved.run();
                })
                .step("a payment under a hash that nobody knows, or that is another document's, is not made", () -> {
                    Answer unknown = post("application/json", hashed(null, "0".repeat(64)));
                    Check.error(unknown, "PERSISTED_QUERY_NOT_FOUND");
                    Check.equal("PersistedQueryNotFound", unknown.firstErrorMessage(), "what clients look for");
                    refused(
                            post("application/json", hashed(payment.get(), "0".repeat(64))),
                            200,
                            "PERSISTED_QUERY_INVALID",
                            "hash");
                    nothingMoved.run();
                })
                .step("a question that was asked with its hash is answered by its hash alone", () -> {
                    Answer first = post("application/json", hashed(QUESTION, QUESTION_HASH))
                            .ok();
                    Answer second = post("application/json", hashed(null, QUESTION_HASH))
                            .ok();
                    Check.equal(first.body(), second.body(), "the answer by hash");
                })
                .step("a payment by PUT is not made", () -> {
                    HttpRequest.Builder put = request(client.endpoint())
                            .header("Content-Type", "application/json")
                            .PUT(HttpRequest.BodyPublishers.ofString(body(payment.get())));
                    refused(send(put), 405, "METHOD_NOT_ALLOWED", "POST");
                    nothingMoved.run();
                })
                .step("a body that is no request, and a batch of payments, are refused", () -> {
                    for (String text : List.of("", "{", "[" + body(payment.get()) + "]", "{\"query\": 1}", "null")) {
                        refused(post("application/json", text), 400, "BAD_REQUEST", "");
                    }
                    nothingMoved.run();
                });
    }

    private String body(String document) {
        return JSON.writeValueAsString(Map.of("query", document));
    }

    /** @param document null sends the hash alone */
    private static String hashed(@Nullable String document, String hash) {
        Map<String, Object> request = new HashMap<>();
        request.put("extensions", Map.of("persistedQuery", Map.of("version", 1, "sha256Hash", hash)));
        if (document != null) {
            request.put("query", document);
        }
        return JSON.writeValueAsString(request);
    }

    private Answer post(String type, String body) {
        return send(request(client.endpoint())
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder get() {
        return request(address()).GET();
    }

    private URI address() {
        return URI.create(client.endpoint() + "?query=" + URLEncoder.encode(payment.get(), StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + token.get());
    }

    private Answer send(HttpRequest.Builder request) {
        return client.send(request.build());
    }

    private static void refused(Answer answer, int status, String code, String word) {
        Check.equal(status, answer.status(), "the HTTP status of " + answer.shown());
        Check.error(answer, code);
        Check.sentence(answer.firstErrorMessage(), word);
    }
}
