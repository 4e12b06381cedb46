package dev.coffer.auth;

import static dev.coffer.auth.AuthServer.errorCode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestPorts;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** With what the service starts, and with what it refuses to. */
@ExtendWith(StoresExtension.class)
final class StartIT {

    private static final String OTHER_KEY = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

    @Test
    void production_does_not_start_without_a_master_key(@FreshDatabase String database, @TempDir Path folder) {
        Map<String, Object> settings = Map.of(
                "coffer.master-key", "",
                "coffer.master-key-file", folder.resolve("master.key").toString(),
                "spring.profiles.active", "production");

        assertThatThrownBy(() -> AuthServer.start(database, settings).close())
                .hasStackTraceContaining("COFFER_MASTER_KEY");
    }

    @Test
    void production_does_not_start_where_passwords_are_hashed_cheaply(@FreshDatabase String database) {
        Map<String, Object> cheap =
                Map.of("spring.profiles.active", "production", "coffer.auth.hashing.kibibytes", "19455");

        assertThatThrownBy(() -> AuthServer.start(database, cheap).close())
                .hasStackTraceContaining("coffer.auth.hashing.kibibytes is at least 19456");
    }

    @Test
    void another_master_key_than_the_first_one_stops_the_start(@FreshDatabase String database) {
        AuthServer.start(database).close();

        assertThatThrownBy(() -> AuthServer.start(database, Map.of("coffer.master-key", OTHER_KEY))
                        .close())
                .hasStackTraceContaining("COFFER_MASTER_KEY");
    }

    @Test
    void a_development_installation_keeps_its_key_and_its_sessions_over_a_restart(
            @FreshDatabase String database, @TempDir Path folder) {
        Map<String, Object> settings = Map.of(
                "coffer.database-name",
                database + "_file",
                "coffer.master-key",
                "",
                "coffer.master-key-file",
                folder.resolve("master.key").toString());
        String refreshToken;
        try (AuthServer first = AuthServer.start(database, settings)) {
            first.registered("ada@example.com", "correct horse battery");
            refreshToken = AuthServer.text(first.login("ada@example.com", "correct horse battery"), "refreshToken");
        }
        try (AuthServer second = AuthServer.start(database, settings)) {
            assertThat(AuthServer.text(second.refresh(refreshToken), "__typename"))
                    .isEqualTo("Session");
        }
    }

    @Test
    void without_its_database_the_service_starts_and_answers_unavailable(@FreshDatabase String database) {
        String nobodyThere = "mongodb://127.0.0.1:" + TestPorts.free() + "/?replicaSet=coffer";
        try (AuthServer server = AuthServer.start(database, Map.of("coffer.mongodb.uri", nobodyThere))) {
            JsonNode login = server.ask(
                    "mutation { login(input: {identifier: \"ada@example.com\", password: \"x\"}) { __typename } }",
                    null);

            assertThat(errorCode(login)).isEqualTo("UNAVAILABLE");
            assertThat(server.get("/.well-known/jwks.json").statusCode()).isEqualTo(503);
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(503);
            assertThat(server.get("/health/ready").body()).contains("the declared defaults are in force");
        }
    }
}
