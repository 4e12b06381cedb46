package dev.coffer.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.UserResult;
import dev.coffer.core.testkit.TestPorts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An auth-service whose address is its issuer, with an administrator and a user. */
final class OauthHouse implements AutoCloseable {

    private static final AtomicInteger OPENED = new AtomicInteger();

    static final String PASSWORD = "correct horse battery";
    /** openid-client leaves the query away when it says where the user came back to. */
    static final String PLAIN_CALLBACK = "https://lens.example.com/back";

    static final String ADA = "ada@example.com";

    final AuthServer server;
    final String issuer;
    final String admin;

    final String database;

    private OauthHouse(AuthServer server, String database, String issuer, String admin) {
        this.server = server;
        this.database = database;
        this.issuer = issuer;
        this.admin = admin;
    }

    /** @param name of the class's database: the tests of a class share it, so that each gets one beside it */
    static OauthHouse open(String name) {
        return open(name, Map.of());
    }

    static OauthHouse open(String name, Map<String, String> more) {
        String database = name + "_" + OPENED.incrementAndGet();
        int port = TestPorts.free();
        String issuer = "http://127.0.0.1:" + port;
        Map<String, Object> settings = new HashMap<>(settings(port, issuer));
        settings.putAll(more);
        AuthServer server = AuthServer.start(database, settings);
        join(server, "main", "admin@example.com", "admin");
        join(server, "main", ADA, "user");
        String admin = AuthServer.text(server.login("admin@example.com", PASSWORD), "accessToken");
        return new OauthHouse(server, database, issuer, admin);
    }

    /** Another replica behind the same address; asked by its own. */
    AuthServer replica(int port) {
        return AuthServer.start(database, settings(port, issuer));
    }

    private static Map<String, Object> settings(int port, String issuer) {
        return Map.of(
                "server.port", port,
                "coffer.auth.oauth.issuer", issuer,
                // The clock of a test stands still.
                "coffer.auth.oauth.code-life", "10m");
    }

    static void join(AuthServer server, String tenant, String email, String role) {
        UserResult made = server.bean(CreateUser.class)
                .create(NewUser.parse(tenant, email, null, "Ada", null, PASSWORD, null, Set.of(role)));
        assertThat(made).isInstanceOf(UserResult.Done.class);
    }

    String token(Map<String, ?> login) {
        return AuthServer.text(server.login(login), "accessToken");
    }

    /** An application that may do anything there is, for users of {@code main}. */
    Application application(boolean isPublic, String... scopes) {
        return register(
                admin,
                isPublic,
                isPublic
                        ? List.of("AUTHORIZATION_CODE", "DEVICE_CODE", "REFRESH_TOKEN")
                        : List.of("AUTHORIZATION_CODE", "CLIENT_CREDENTIALS", "DEVICE_CODE", "REFRESH_TOKEN"),
                scopes);
    }

    Application register(String token, boolean isPublic, List<String> grants, String... scopes) {
        Map<String, Object> input = new HashMap<>(
                Map.of("name", "Ledger Lens", "isPublic", isPublic, "grants", grants, "scopes", List.of(scopes)));
        if (grants.contains("AUTHORIZATION_CODE")) {
            input.put("redirectUris", List.of(Application.CALLBACK, PLAIN_CALLBACK));
            input.put("postLogoutRedirectUris", List.of(Application.BYE, Application.BYE + "?of=coffer"));
        }
        if (grants.contains("CLIENT_CREDENTIALS")) {
            input.put("roles", List.of("operator"));
        }
        JsonNode saved = mutate("saveOauthClient", input, "... on OauthClient { id secret version }", token);
        String secret = saved.path("secret").isNull() ? null : AuthServer.text(saved, "secret");
        return new Application(issuer, AuthServer.text(saved, "id"), secret);
    }

    JsonNode mutate(String mutation, Map<String, ?> input, String selection, @Nullable String token) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        String document = "mutation($input: " + type + "!) { " + mutation + "(input: $input) { __typename " + selection
                + " ... on Refusal { code field } } }";
        return AuthServer.result(server.ask(document, Map.of("input", input), token), mutation);
    }

    /** The code of the error that a token gets for a query; empty where it gets none. */
    String refused(String query, String token) {
        return AuthServer.errorCode(server.ask(query, token));
    }

    @Override
    public void close() {
        server.close();
    }
}
