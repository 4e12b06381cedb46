package dev.coffer.auth.social;

import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.social.FakeIssuer.Signed;
import dev.coffer.auth.social.SocialVisitor.Way;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A tenant goes to another issuer of its choice, which numbers its users as the first one did. */
@ExtendWith(StoresExtension.class)
final class IssuerChangeIT {

    private static final String SUBJECT = "1";

    private static Map<String, String> client(FakeIssuer issuer) {
        return Map.of(
                "enabled",
                "true",
                "issuer",
                issuer.issuer(),
                "clientId",
                FakeIssuer.CLIENT_ID,
                "clientSecret",
                FakeIssuer.CLIENT_SECRET,
                "isEmailTrusted",
                "true",
                "redirectUris",
                SocialVisitor.REDIRECT_URI);
    }

    private static JsonNode signIn(SocialVisitor visitor, FakeIssuer issuer, String email) {
        Way way = visitor.begin();
        String code = issuer.code(
                way.url(),
                token -> token.subject(SUBJECT).claim("email", email).claim("email_verified", true),
                Signed.WELL);
        return visitor.complete(way, code, issuer.issuer());
    }

    @Test
    void the_same_number_elsewhere_is_somebody_else(@FreshDatabase String database) throws IOException {
        try (FakeIssuer first = new FakeIssuer();
                FakeIssuer second = new FakeIssuer();
                AuthServer server = AuthServer.start(database)) {
            SocialVisitor visitor = new SocialVisitor(server);
            server.setting(OidcSettings.KEY, 0, client(first));
            JsonNode ada = signIn(visitor, first, "ada@example.com");
            server.setting(OidcSettings.KEY, 1, client(second));
            JsonNode eve = signIn(visitor, second, "eve@example.com");
            JsonNode again = signIn(visitor, second, "eve@example.com");

            assertThat(text(ada.path("user"), "email")).isEqualTo("ada@example.com");
            assertThat(text(eve.path("user"), "email")).isEqualTo("eve@example.com");
            assertThat(text(again.path("user"), "id")).isEqualTo(text(eve.path("user"), "id"));
        }
    }
}
