package dev.coffer.scripts.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sends GraphQL operations to one endpoint over HTTP. */
public final class GatewayClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private final URI endpoint;
    private final HttpClient http;
    private final Set<String> codes = ConcurrentHashMap.newKeySet();

    public GatewayClient(String endpoint) {
        this.endpoint = URI.create(endpoint);
        this.http = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
    }

    public URI endpoint() {
        return endpoint;
    }

    /** The codes of all errors and refusals that were answered so far. */
    public Set<String> codes() {
        return Set.copyOf(codes);
    }

    /**
     * @param token an access token, or null for an anonymous request
     * @throws NoAnswer when the endpoint does not answer with JSON: what became of the operation is unknown
     */
    public Answer ask(String document, Map<String, ?> variables, @Nullable String token) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", document);
        body.put("variables", variables);
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .timeout(ANSWER_LIMIT)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    /**
     * Subscribes by server-sent events; returns when the endpoint has taken it on.
     *
     * @throws NoAnswer when it does not
     */
    public LiveEvents subscribe(String document, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .timeout(ANSWER_LIMIT)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", document))));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new NoAnswer("HTTP " + response.statusCode() + " from " + endpoint + " to a subscription", null);
            }
            return new LiveEvents(response.body());
        } catch (IOException e) {
            throw new NoAnswer(endpoint + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("Interrupted while waiting for " + endpoint, e);
        }
    }

    /** A request of the caller's own making, for what a well-behaved client would not send. */
    public HttpResponse<String> raw(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new NoAnswer(endpoint + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("Interrupted while waiting for " + endpoint, e);
        }
    }

    /** As {@link #raw}, where the answer is JSON. @throws NoAnswer where it is not */
    public Answer send(HttpRequest request) {
        HttpResponse<String> response = raw(request);
        try {
            Answer answer = new Answer(response.statusCode(), JSON.readTree(response.body()));
            if (response.body().contains("\"code\"")) {
                codes.addAll(answer.codes());
            }
            return answer;
        } catch (JacksonException e) {
            throw new NoAnswer("HTTP " + response.statusCode() + " from " + endpoint + " is not JSON", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    /** Nothing, or nothing intelligible, came back. */
    public static final class NoAnswer extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoAnswer(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
