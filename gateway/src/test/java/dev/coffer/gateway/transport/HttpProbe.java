package dev.coffer.gateway.transport;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the gateway: the JDK's own. */
final class HttpProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;

    HttpProbe(URI url) {
        this.url = url;
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(url);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path));
    }

    HttpRequest.Builder post(String body) {
        return request()
                .header("content-type", "application/json")
                .header("accept", "application/graphql-response+json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpRequest.Builder get(String query) {
        return HttpRequest.newBuilder(URI.create(url + "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                .header("accept", "application/graphql-response+json")
                .GET();
    }

    HttpResponse<String> query(String query, String variables) throws IOException, InterruptedException {
        return send(post(
                "{\"query\":" + JsonMapper.shared().writeValueAsString(query) + ",\"variables\":" + variables + "}"));
    }

    /** The body of the answer to a query. */
    String ask(String query) throws IOException, InterruptedException {
        return query(query, "{}").body();
    }

    JsonNode read(String query) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(ask(query));
    }

    /** The code of the first error of an answer. */
    static String code(HttpResponse<String> response) {
        return JsonMapper.shared()
                .readTree(response.body())
                .at("/errors/0/extensions/code")
                .asString("none");
    }

    @Override
    public void close() {
        client.close();
    }
}
