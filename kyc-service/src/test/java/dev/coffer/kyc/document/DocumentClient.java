package dev.coffer.kyc.document;

import dev.coffer.core.testkit.TestService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends documents as an application does. */
public final class DocumentClient {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Asking asking;

    /** Asks a service, wherever it runs. */
    @FunctionalInterface
    interface Asking {

        JsonNode ask(String document, Map<String, ?> variables, String token);
    }

    public DocumentClient(TestService service) {
        this(service::ask);
    }

    DocumentClient(Asking asking) {
        this.asking = asking;
    }

    /** Over HTTP to a process of its own. */
    static DocumentClient at(URI graphQl) {
        return new DocumentClient((document, variables, token) -> {
            String body = JsonMapper.shared().writeValueAsString(Map.of("query", document, "variables", variables));
            HttpResponse<String> answer = send(HttpRequest.newBuilder(graphQl)
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + token)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
            return JsonMapper.shared().readTree(answer.body());
        });
    }

    JsonNode ask(String token, String mutation, Map<String, Object> input) {
        String type = mutation.substring(0, 1).toUpperCase(Locale.ROOT) + mutation.substring(1) + "Input";
        String answered = mutation.startsWith("request")
                ? "... on KycDocumentLink { url document { id state } }"
                : "... on KycDocument { id state type sha256 sizeBytes contentType reason number }";
        return asking.ask(
                "mutation M($input: " + type + "!) { " + mutation + "(input: $input) { __typename"
                        + " ... on Refusal { code message } " + answered + " } }",
                Map.of("input", input),
                token);
    }

    /** The state after it, "linked", or why it was not done. */
    public String act(String token, String mutation, Map<String, Object> input) {
        JsonNode answer = ask(token, mutation, input);
        JsonNode result = answer.at("/data/" + mutation);
        if (result.isMissingNode() || result.isNull()) {
            return TestService.errorCode(answer);
        }
        return result.has("url")
                ? "linked"
                : result.path("code").asString(result.path("state").asString());
    }

    /** A document that awaits its file. */
    record Announced(String id, URI url) {}

    Announced announce(String token, String type) {
        return announce(token, type, Map.of());
    }

    Announced announce(String token, String type, Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>(Map.of(
                "type",
                type,
                "expiresOn",
                "2099-12-31",
                "issuedOn",
                LocalDate.now(ZoneOffset.UTC).toString()));
        input.putAll(more);
        JsonNode link = ask(token, "requestDocumentUpload", input).at("/data/requestDocumentUpload");
        return new Announced(
                link.at("/document/id").asString(), URI.create(link.path("url").asString()));
    }

    /** Announces, sends and confirms. @return the document's id */
    public String upload(String token, String type, byte[] file) {
        return upload(token, type, file, Map.of());
    }

    public String upload(String token, String type, byte[] file, Map<String, Object> more) {
        Announced announced = announce(token, type, more);
        HttpResponse<String> stored = put(announced.url(), file);
        if (stored.statusCode() != 201) {
            throw new AssertionError(stored.statusCode() + " " + stored.body());
        }
        act(token, "confirmDocument", Map.of("documentId", announced.id()));
        return announced.id();
    }

    static HttpResponse<String> put(URI url, byte[] file) {
        return send(HttpRequest.newBuilder(url)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(file))
                .build());
    }

    /** The code of a refusal, or the status. */
    static String putCode(URI url, byte[] file) {
        HttpResponse<String> answer = put(url, file);
        return answer.statusCode() == 201
                ? "201"
                : JsonMapper.shared().readTree(answer.body()).path("code").asString();
    }

    static HttpResponse<byte[]> get(URI url) {
        try {
            return HTTP.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
