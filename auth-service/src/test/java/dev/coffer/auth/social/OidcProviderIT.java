package dev.coffer.auth.social;

import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.social.SocialVisitor.Way;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.NodePeers;
import dev.coffer.core.testkit.StoresExtension;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Signing in with a provider that others wrote: the npm package oidc-provider, certified and strict. */
@ExtendWith(StoresExtension.class)
final class OidcProviderIT {

    private static final String ISSUER = "issuer ";
    private static NodePeers.Run provider;
    private static String issuer = "";
    private static AuthServer server;
    private static SocialVisitor visitor;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        NodePeers.install();
        provider = NodePeers.run("provider.js", SocialVisitor.REDIRECT_URI);
        issuer = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> provider.lines().stream()
                                .filter(line -> line.startsWith(ISSUER))
                                .map(line -> line.substring(ISSUER.length()))
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
        server = AuthServer.start(database);
        visitor = new SocialVisitor(server);
        server.setting(
                OidcSettings.KEY,
                Map.of(
                        "enabled", "true",
                        "issuer", issuer,
                        "clientId", "coffer",
                        "clientSecret", "the client secret",
                        "isEmailTrusted", "true",
                        "redirectUris", SocialVisitor.REDIRECT_URI));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (provider != null) {
            provider.close();
        }
    }

    /** Walks through the provider's pages as a browser does, until it is sent back. */
    private static Map<String, String> visit(URI url, String person) throws IOException, InterruptedException {
        try (HttpClient browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            URI at = url;
            for (int i = 0; i < 12; i++) {
                HttpResponse<String> page = browser.send(
                        HttpRequest.newBuilder(at).header("x-person", person).build(),
                        HttpResponse.BodyHandlers.ofString());
                String next = page.headers().firstValue("location").orElse(null);
                assertThat(next)
                        .as("%s answered %s: %s", at, page.statusCode(), page.body())
                        .isNotNull();
                at = at.resolve(next);
                if (at.toString().startsWith(SocialVisitor.REDIRECT_URI)) {
                    return FakeIssuer.parameters(at.getRawQuery());
                }
            }
        }
        throw new AssertionError("the provider sends nobody back");
    }

    private static JsonNode complete(Way way, Map<String, String> back) {
        assertThat(back).containsEntry("state", way.state());
        return visitor.complete(way, of(back, "code"), of(back, "iss"));
    }

    private static String of(Map<String, String> back, String parameter) {
        return Objects.requireNonNull(back.get(parameter), parameter);
    }

    @Test
    void who_signs_in_there_is_registered_here_and_is_the_same_user_next_time() throws Exception {
        Way way = visitor.begin();
        Map<String, String> back = visit(way.url(), "ada");
        JsonNode first = complete(way, back);

        assertThat(text(first, "__typename")).as(first.toString()).isEqualTo("Session");
        assertThat(text(first.path("user"), "email")).isEqualTo("ada@example.com");
        assertThat(text(first.path("user"), "displayName")).isEqualTo("Ada Lovelace");

        Way again = visitor.begin();
        assertThat(text(visitor.complete(again, of(back, "code"), of(back, "iss")), "code"))
                .as("the code was used")
                .isEqualTo("SOCIAL_PROVIDER_REFUSED");
        Way next = visitor.begin();
        JsonNode second = complete(next, visit(next.url(), "ada"));
        assertThat(text(second.path("user"), "id")).isEqualTo(text(first.path("user"), "id"));

        Way another = visitor.begin();
        assertThat(text(complete(another, visit(another.url(), "eve")), "code"))
                .as("who claims her address without proof")
                .isEqualTo("SOCIAL_EMAIL_NOT_VERIFIED");
    }

    @Test
    void a_code_of_another_visit_does_not_fit_its_verifier() throws Exception {
        Way theirs = visitor.begin();
        Map<String, String> back = visit(theirs.url(), "ada");
        Way mine = visitor.begin();

        assertThat(text(visitor.complete(mine, of(back, "code"), of(back, "iss")), "code"))
                .isEqualTo("SOCIAL_PROVIDER_REFUSED");
    }
}
