package dev.coffer.auth.factor;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** An administrator who has a second factor needs it to see what others see. */
@ExtendWith(StoresExtension.class)
final class ImpersonationProofIT {

    private static JsonNode ask(AuthServer server, String token, Member whom) {
        return server.ask(
                "mutation { impersonateUser(input: {userId: \"" + whom.id()
                        + "\", reason: \"Case 4711\"}) { __typename } }",
                token);
    }

    @Test
    void the_second_factor_must_have_been_proven_just_now(@FreshDatabase String database) {
        try (AuthServer server = AuthServer.start(database)) {
            Member admin = Member.join(server, "main", "admin@example.com", "user", "admin");
            Member ada = Member.join(server, "ada@example.com");
            assertThat(ask(server, admin.token(), ada)
                            .at("/data/impersonateUser/__typename")
                            .asString())
                    .isEqualTo("Impersonation");
            admin.enrol();

            assertThat(errorCode(ask(server, admin.token(), ada))).isEqualTo("STEP_UP_REQUIRED");

            JsonNode raised = admin.ask(
                    "stepUp", Map.of("factor", "TOTP", "code", admin.code()), "... on SteppedUp { accessToken }");
            assertThat(ask(server, text(raised, "accessToken"), ada)
                            .at("/data/impersonateUser/__typename")
                            .asString())
                    .isEqualTo("Impersonation");

            server.clock().advance(Totp.STEP);
            String refreshToken = text(admin.complete(admin.challenge(), admin.code()), "refreshToken");
            server.clock().advance(Duration.ofMinutes(6));
            String refreshed = text(server.refresh(refreshToken), "accessToken");
            assertThat(errorCode(ask(server, refreshed, ada))).isEqualTo("STEP_UP_REQUIRED");
        }
    }
}
