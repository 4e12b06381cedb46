package dev.coffer.auth;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a new client does first: register, log in, ask who it is, and verify tokens by the published keys. */
@ExtendWith(StoresExtension.class)
final class FirstStepsIT {

    private static AuthServer server;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void somebody_registers_logs_in_and_is_told_who_they_are() {
        JsonNode user = server.register(Map.of(
                "email", "Ada@Example.com ",
                "password", "correct horse battery",
                "displayName", "Ada",
                "locale", "de-AT"));
        JsonNode session = server.login("ada@example.com", "correct horse battery");
        JsonNode me = server.ask(
                        "{ me { id email phone displayName locale status roles createdAt } }",
                        text(session, "accessToken"))
                .at("/data/me");

        assertThat(text(user, "__typename")).isEqualTo("User");
        assertThat(text(me, "id")).isEqualTo(text(user, "id"));
        assertThat(text(me, "email")).isEqualTo("ada@example.com");
        assertThat(me.path("phone").isNull()).isTrue();
        assertThat(text(me, "displayName")).isEqualTo("Ada");
        assertThat(text(me, "locale")).isEqualTo("de-AT");
        assertThat(text(me, "status")).isEqualTo("ACTIVE");
        assertThat(me.path("roles").toString()).isEqualTo("[\"user\"]");
        assertThat(text(me, "createdAt")).isEqualTo(server.now().toString());
    }

    @Test
    void a_phone_number_serves_as_well_as_an_email_address() {
        server.register(
                Map.of("phone", "+49 151 1234-5678", "password", "correct horse battery", "displayName", "Ben"));

        JsonNode session = server.login("+4915112345678", "correct horse battery");

        assertThat(text(session, "__typename")).isEqualTo("Session");
    }

    @Test
    void nobody_is_told_who_they_are_without_a_token() {
        assertThat(errorCode(server.ask("{ me { id } }", null))).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void the_key_set_holds_the_current_and_the_next_public_key_and_nothing_private() {
        var answer = server.get("/.well-known/jwks.json");
        JsonNode keys = JsonMapper.shared().readTree(answer.body()).path("keys");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(keys.size()).isEqualTo(2);
        for (JsonNode key : keys) {
            assertThat(text(key, "kty")).isEqualTo("OKP");
            assertThat(text(key, "crv")).isEqualTo("Ed25519");
            assertThat(text(key, "use")).isEqualTo("sig");
            assertThat(text(key, "alg")).isEqualTo("EdDSA");
            assertThat(text(key, "kid")).hasSize(43);
            assertThat(key.has("d")).isFalse();
        }
    }

    @Test
    void an_access_token_says_exactly_what_the_other_services_read() {
        String id = server.registered("claims@example.com", "correct horse battery");
        JsonNode session = server.login("claims@example.com", "correct horse battery");
        String[] parts = text(session, "accessToken").split("\\.", -1);
        JsonNode header = decoded(parts[0]);
        JsonNode claims = decoded(parts[1]);

        assertThat(text(header, "alg")).isEqualTo("EdDSA");
        assertThat(text(header, "typ")).isEqualTo("at+jwt");
        assertThat(server.get("/.well-known/jwks.json").body()).contains(text(header, "kid"));
        assertThat(text(claims, "iss")).isEqualTo("coffer");
        assertThat(text(claims, "aud")).isEqualTo("coffer-api");
        assertThat(text(claims, "sub")).isEqualTo(id);
        assertThat(text(claims, "tenant")).isEqualTo("main");
        assertThat(claims.path("roles").toString()).isEqualTo("[\"user\"]");
        assertThat(text(claims, "sid")).isEqualTo(text(session, "id"));
        assertThat(text(claims, "jti")).isNotBlank();
        long issuedAt = claims.path("iat").asLong();
        assertThat(claims.path("nbf").asLong()).isEqualTo(issuedAt);
        assertThat(claims.path("exp").asLong()).isEqualTo(issuedAt + 300);
        assertThat(text(session, "expiresAt"))
                .isEqualTo(java.time.Instant.ofEpochSecond(issuedAt + 300).toString());
    }

    private static JsonNode decoded(String part) {
        return JsonMapper.shared().readTree(java.util.Base64.getUrlDecoder().decode(part));
    }
}
