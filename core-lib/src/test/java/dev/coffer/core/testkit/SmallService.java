package dev.coffer.core.testkit;

import dev.coffer.core.ops.ServiceLauncher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service without stores and without callers, asked over HTTP: for what a request meets before any field is fetched. */
public final class SmallService implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();

    private SmallService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static SmallService start(Class<?> application, String service, Map<String, ?> overrides) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.port", "0");
        settings.put("coffer.identity.jwks-uri", "http://127.0.0.1:" + TestPorts.free() + "/jwks");
        settings.put("coffer.stores.enabled", "false");
        settings.putAll(overrides);
        return new SmallService(ServiceLauncher.launch(application, service, settings));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public JsonNode ask(String document) {
        return post(Map.of("query", document));
    }

    /** @param request the members of the body */
    public JsonNode post(Map<String, ?> request) {
        return JSON.readTree(send(HttpRequest.newBuilder(address("/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(request)))
                .build()));
    }

    public String get(String path) {
        return send(HttpRequest.newBuilder(address(path)).build());
    }

    private URI address(String path) {
        return URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    private String send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
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
