package dev.coffer.core.testkit;

import dev.coffer.core.ops.ServiceLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real service on a free port, on the stores of {@link TestStores}, asked over HTTP as a client would. */
public final class TestService implements AutoCloseable {

    /** 32 zero bytes, in Base64. */
    public static final String MASTER_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private TestService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * @param database name of the service's own database, from {@link FreshDatabase}
     * @param tokens whose tokens it accepts
     */
    public static TestService start(
            Class<?> application, String service, String database, TestTokens tokens, Map<String, ?> overrides) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.port", "0");
        settings.put("coffer.mongodb.uri", TestStores.mongoUri());
        settings.put("coffer.redis.uri", TestStores.redisUri());
        settings.put("coffer.database-name", database);
        settings.put("coffer.master-key", MASTER_KEY);
        settings.put("coffer.identity.jwks-uri", tokens.jwksUri());
        settings.putAll(overrides);
        return new TestService(ServiceLauncher.launch(application, service, settings));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JsonNode ask(String document, Map<String, ?> variables, @Nullable String token) {
        return post(JSON.writeValueAsString(Map.of("query", document, "variables", variables)), token);
    }

    /** For requests that no well-behaved client makes. @param body the JSON as it is sent */
    public JsonNode post(String body, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address("/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return JSON.readTree(send(request.build()).body());
    }

    public JsonNode ask(String document, @Nullable String token) {
        return ask(document, Map.of(), token);
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(address(path)).build());
    }

    /** The code of the first error; empty when there is none. */
    public static String errorCode(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asString("");
    }

    /** The fields that the first error calls wrong, where it names several. */
    public static List<String> wrongFields(JsonNode answer) {
        return answer.at("/errors/0/extensions/problems")
                .valueStream()
                .map(problem -> problem.path("field").asString())
                .toList();
    }

    private URI address(String path) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
