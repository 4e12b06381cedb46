package dev.coffer.auth;

import static org.awaitility.Awaitility.await;

import dev.coffer.core.config.ChangeSettings;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.SettingResult;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.ops.ServiceLauncher;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.TestStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real auth-service on a free port with a database of its own, asked over HTTP as a client would. */
public final class AuthServer implements AutoCloseable {

    /** 32 zero bytes, in Base64. */
    public static final String MASTER_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SESSION =
            "... on Session { id accessToken expiresAt refreshToken refreshExpiresAt user { id email roles } }";
    private static final String REFUSAL = "... on Refusal { code message field retryAfterSeconds }";

    private final ConfigurableApplicationContext context;
    private final Map<String, String> headers;
    private final HttpClient http = HttpClient.newHttpClient();

    private AuthServer(ConfigurableApplicationContext context, Map<String, String> headers) {
        this.context = context;
        this.headers = headers;
    }

    public static AuthServer start(String database) {
        return start(database, Map.of());
    }

    public static AuthServer start(String database, Map<String, Object> overrides) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "server.port",
                "0",
                "coffer.mongodb.uri",
                TestStores.mongoUri(),
                "coffer.redis.uri",
                TestStores.redisUri(),
                "coffer.database-name",
                database,
                "coffer.master-key",
                MASTER_KEY,
                "coffer.auth.tenants",
                "main,acme",
                // Alone, so that there is nobody to wait for.
                "coffer.auth.registration.participants",
                ""));
        settings.put("coffer.auth.closing.participants", "");
        settings.putAll(overrides);
        return new AuthServer(
                ServiceLauncher.launch(ClockedApplication.class, AuthApplication.SERVICE, settings), Map.of());
    }

    /** A further replica on the same database, whose clock stands where this one's does: each start takes its own time. */
    public AuthServer replica() {
        String database = Objects.requireNonNull(
                context.getEnvironment().getProperty("coffer.database-name"), "coffer.database-name");
        AuthServer replica = start(database);
        replica.clock().set(now());
        return replica;
    }

    /** The service with a clock that the test moves. */
    @Configuration(proxyBeanMethods = false)
    @Import(AuthApplication.class)
    static class ClockedApplication {

        @Bean
        MutableClock testClock() {
            // Near the real time: the TTL indexes go by the server's own clock.
            return MutableClock.at(Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    public MutableClock clock() {
        return bean(MutableClock.class);
    }

    public Instant now() {
        return clock().instant();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Changes a setting that was never changed before, and waits until the service has it. */
    public void setting(String key, Map<String, String> values) {
        setting(key, 0, values);
    }

    /** @param version that the setting is at so far */
    public void setting(String key, int version, Map<String, String> values) {
        SettingScope scope = SettingScope.installation(key);
        ChangeSettings.Intent intent = new ChangeSettings.Intent(scope, version, "somebody", "for a test");
        // The service publishes what it declares soon after its start.
        await().until(() ->
                bean(ChangeSettings.class).set(intent, new HashMap<>(values)) instanceof SettingResult.Changed);
        await().until(() -> bean(LiveSettings.class).version(scope) == version + 1);
    }

    /** The same service, asked by another client: every request carries these headers. */
    public AuthServer calling(Map<String, String> newHeaders) {
        return new AuthServer(context, newHeaders);
    }

    public JsonNode ask(String document, Map<String, ?> variables, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address("/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("query", document, "variables", variables))));
        headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return JSON.readTree(send(request.build()).body());
    }

    public JsonNode ask(String document, @Nullable String token) {
        return ask(document, Map.of(), token);
    }

    /** Asks again, as a client is told to, while there are more passwords to hash than the machine gets done. */
    private JsonNode askForTurn(String document, Map<String, ?> input) {
        return await().until(
                        () -> ask(document, Map.of("input", input), null),
                        answer -> !errorCode(answer).equals(CommonError.TOO_MANY_REQUESTS.name()));
    }

    /** Where others find it. */
    public String url(String path) {
        return address(path).toString();
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(address(path)).build());
    }

    /** @param form as {@code application/x-www-form-urlencoded} has it */
    public HttpResponse<String> post(String path, String form) {
        return send(HttpRequest.newBuilder(address(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    /** The member of {@code RegisterResult}. */
    public JsonNode register(Map<String, ?> input) {
        String document = "mutation($input: RegisterInput!) { register(input: $input) { __typename"
                + " ... on User { id email phone displayName locale status roles createdAt } " + REFUSAL + " } }";
        return result(askForTurn(document, input), "register");
    }

    /** Registers with a password that {@link #login(String, String)} knows, and gives the id. */
    public String registered(String email, String password) {
        return text(register(Map.of("email", email, "password", password, "displayName", "Somebody")), "id");
    }

    /** The member of {@code LoginResult}. */
    public JsonNode login(String identifier, String password) {
        return login(Map.of("identifier", identifier, "password", password));
    }

    public JsonNode login(Map<String, ?> input) {
        String document = "mutation($input: LoginInput!) { login(input: $input) { __typename " + SESSION + " " + REFUSAL
                + " ... on SecondFactorRequired { id factors expiresAt } } }";
        return result(askForTurn(document, input), "login");
    }

    /** The member of {@code RefreshSessionResult}. */
    public JsonNode refresh(String refreshToken) {
        String document = "mutation($input: RefreshSessionInput!) { refreshSession(input: $input) { __typename "
                + SESSION + " " + REFUSAL + " } }";
        return result(ask(document, Map.of("input", Map.of("refreshToken", refreshToken)), null), "refreshSession");
    }

    /** The member of {@code LogoutResult}. */
    public JsonNode logout(String refreshToken) {
        String document = "mutation($input: LogoutInput!) { logout(input: $input) { __typename"
                + " ... on EndedSession { id } " + REFUSAL + " } }";
        return result(ask(document, Map.of("input", Map.of("refreshToken", refreshToken)), null), "logout");
    }

    /** The data of a mutation, or an error that shows the whole answer. */
    public static JsonNode result(JsonNode answer, String field) {
        JsonNode result = answer.path("data").path(field);
        if (result.isMissingNode() || result.isNull()) {
            throw new AssertionError("no " + field + " in " + answer);
        }
        return result;
    }

    public static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isString()) {
            throw new AssertionError("no " + field + " in " + node);
        }
        return value.asString();
    }

    /** The code of the first error. */
    public static String errorCode(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asString();
    }

    public URI address(String path) {
        String port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
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
