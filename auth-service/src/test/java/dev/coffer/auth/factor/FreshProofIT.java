package dev.coffer.auth.factor;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Operations that demand a fresh proof, with tokens that the service itself makes and a clock that jumps. */
@ExtendWith(StoresExtension.class)
final class FreshProofIT {

    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final String NEXT = "staple gun sunrise";
    private static AuthServer server;
    private static Member withApp;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        withApp = Member.withApp(server, "two@example.com");
        server.setting("auth-service/step-up", Map.of("credentials", "true", "administration", "true", "within", "2m"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_sign_in_by_password_alone_is_no_fresh_proof_and_the_password_once_more_is() {
        Member plain = Member.join(server, "plain@example.com");

        assertThat(errorCode(changePassword(plain.token()))).isEqualTo("STEP_UP_REQUIRED");
        String raised = text(stepUp(plain.token(), "PASSWORD", Member.PASSWORD), "accessToken");
        assertThat(errorCode(changePassword(raised))).isEmpty();
    }

    @Test
    void a_proof_grows_old_and_neither_a_refresh_nor_a_clock_that_jumps_back_makes_it_new() {
        Member plain = Member.join(server, "old@example.com");
        JsonNode session = plain.login();
        String raised = text(stepUp(text(session, "accessToken"), "PASSWORD", Member.PASSWORD), "accessToken");

        server.clock().advance(WITHIN);
        String refreshed = text(server.refresh(text(session, "refreshToken")), "accessToken");

        assertThat(errorCode(changePassword(raised))).isEqualTo("STEP_UP_REQUIRED");
        assertThat(errorCode(changePassword(refreshed))).isEqualTo("STEP_UP_REQUIRED");
        String again = text(stepUp(refreshed, "PASSWORD", Member.PASSWORD), "accessToken");
        server.clock().advance(Duration.ofSeconds(-6));
        assertThat(errorCode(changePassword(again))).isNotEmpty();
        server.clock().advance(Duration.ofSeconds(6));
        assertThat(errorCode(changePassword(again))).isEmpty();
    }

    @Test
    void who_has_a_second_factor_gets_nowhere_with_the_password() {
        String challenge = withApp.challenge();
        JsonNode asSecondStep =
                Member.complete(server, Map.of("id", challenge, "factor", "PASSWORD", "code", Member.PASSWORD));
        assertThat(text(asSecondStep, "code")).isEqualTo("SECOND_FACTOR_WRONG");

        String token = text(withApp.complete(challenge, withApp.code()), "accessToken");
        server.clock().advance(WITHIN);
        assertThat(errorCode(changePassword(token))).isEqualTo("STEP_UP_REQUIRED");
        assertThat(text(stepUp(token, "PASSWORD", Member.PASSWORD), "code")).isEqualTo("PASSWORD_NOT_ENOUGH");
        String raised = text(stepUp(token, "TOTP", withApp.code()), "accessToken");
        assertThat(text(AuthServer.result(changePassword(raised, "wrong"), "changePassword"), "code"))
                .isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void a_wrong_password_raises_nothing_and_is_not_looked_at_too_often() {
        Member plain = Member.join(server, "guessed@example.com");

        assertThat(text(stepUp(plain.token(), "PASSWORD", "not the password"), "code"))
                .isEqualTo("INVALID_CREDENTIALS");
        for (int i = 0; i < 10; i++) {
            stepUp(plain.token(), "PASSWORD", "not the password");
        }
        assertThat(text(stepUp(plain.token(), "PASSWORD", Member.PASSWORD), "code"))
                .isEqualTo("TOO_MANY_ATTEMPTS");
    }

    @Test
    void administrators_prove_themselves_before_they_change_others() {
        Member boss = Member.join(server, "main", "boss@example.com", "admin");
        Member plain = Member.join(server, "reset@example.com");
        Map<String, ?> input = Map.of("userId", plain.id(), "reason", "for a test");

        assertThat(errorCode(reset(plain.token(), input))).isEqualTo("FORBIDDEN");
        assertThat(errorCode(reset(boss.token(), input))).isEqualTo("STEP_UP_REQUIRED");
        String raised = text(stepUp(boss.token(), "PASSWORD", Member.PASSWORD), "accessToken");
        assertThat(errorCode(reset(raised, input))).isEmpty();
    }

    private static JsonNode reset(String token, Map<String, ?> input) {
        return server.ask(
                "mutation($input: ResetSecondFactorsInput!) { resetSecondFactors(input: $input) { __typename } }",
                Map.of("input", input),
                token);
    }

    private static JsonNode changePassword(String token) {
        return changePassword(token, Member.PASSWORD);
    }

    private static JsonNode changePassword(String token, String current) {
        return server.ask(
                "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { __typename"
                        + " ... on Refusal { code } } }",
                Map.of("input", Map.of("currentPassword", current, "newPassword", NEXT)),
                token);
    }

    private static JsonNode stepUp(String token, String factor, String code) {
        return AuthServer.result(
                server.ask(
                        "mutation($input: StepUpInput!) { stepUp(input: $input) { __typename"
                                + " ... on SteppedUp { accessToken } ... on Refusal { code } } }",
                        Map.of("input", Map.of("factor", factor, "code", code)),
                        token),
                "stepUp");
    }
}
