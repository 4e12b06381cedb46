package dev.coffer.auth.token;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.NodePeers;
import dev.coffer.core.testkit.StoresExtension;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Access tokens with jose, a library by others: it verifies ours, and we refuse what it forges. */
@ExtendWith(StoresExtension.class)
final class JoseIT {

    private static final int FORGED = 37;
    private static AuthServer server;
    private static String genuine = "";
    private static String userId = "";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        NodePeers.install();
        server = AuthServer.start(database);
        userId = server.registered("ada@example.com", "correct horse battery");
        genuine = text(server.login("ada@example.com", "correct horse battery"), "accessToken");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static List<String> run(String program) {
        URI keys = server.address("/.well-known/jwks.json");
        try (NodePeers.Run running = NodePeers.run(program, keys.toString(), genuine)) {
            return running.finish();
        }
    }

    @Test
    void a_stranger_verifies_our_tokens_by_our_published_keys() throws ParseException {
        JsonNode seen = JsonMapper.shared().readTree(run("verify.js").getLast());

        assertThat(text(seen, "sub")).isEqualTo(userId);
        assertThat(text(seen, "tenant")).isEqualTo("main");
        assertThat(text(seen, "kid"))
                .isEqualTo(SignedJWT.parse(genuine).getHeader().getKeyID());
    }

    @Test
    void what_a_stranger_forges_counts_for_nothing() {
        List<String> forged = run("forge.js");

        assertThat(forged).hasSizeGreaterThanOrEqualTo(FORGED);
        for (String line : forged) {
            String token = line.substring(line.indexOf('\t') + 1);
            assertThat(errorCode(server.ask("{ me { id } }", token))).as(line).isEqualTo("UNAUTHENTICATED");
            assertThat(errorCode(server.ask("{ users { nodes { id } } }", token)))
                    .as(line)
                    .isEqualTo("UNAUTHENTICATED");
        }
        assertThat(server.ask("{ me { id } }", genuine).at("/data/me/id").asString())
                .isEqualTo(userId);
    }
}
