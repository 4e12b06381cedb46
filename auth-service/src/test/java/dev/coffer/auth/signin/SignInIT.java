package dev.coffer.auth.signin;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
final class SignInIT {

    private static final String PASSWORD = "correct horse battery";
    private static final int FREE_TRIES = 5;
    private static AuthServer server;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database, AuthServer.STANDARD_HASHING);
        server.setting(
                AttemptLimits.KEY,
                Map.of("free", Integer.toString(FREE_TRIES), "firstWait", "10s", "longestWait", "15s"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_wrong_password_and_an_unknown_user_get_the_very_same_answer() {
        server.registered("known@example.com", PASSWORD);

        JsonNode wrong = server.login("known@example.com", "wrong password");
        JsonNode unknown = server.login("unknown@example.com", "wrong password");

        assertThat(text(wrong, "code")).isEqualTo("INVALID_CREDENTIALS");
        assertThat(unknown).isEqualTo(wrong);
    }

    @Test
    void waits_for_known_and_unknown_users_are_the_same() {
        server.registered("counted@example.com", PASSWORD);
        for (int i = 0; i < FREE_TRIES + 1; i++) {
            server.login("counted@example.com", "wrong password");
            server.login("nobody@example.com", "wrong password");
        }

        JsonNode known = server.login("counted@example.com", PASSWORD);
        JsonNode unknown = server.login("nobody@example.com", PASSWORD);

        assertThat(text(known, "code")).isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(known.path("retryAfterSeconds").asInt()).isEqualTo(10);
        assertThat(unknown).isEqualTo(known);
    }

    @Test
    void after_the_wait_the_right_password_counts_and_clears_what_was_counted() {
        server.registered("patient@example.com", PASSWORD);
        for (int i = 0; i < FREE_TRIES + 1; i++) {
            server.login("patient@example.com", "wrong password");
        }
        assertThat(text(server.login("patient@example.com", PASSWORD), "code")).isEqualTo("TOO_MANY_ATTEMPTS");

        server.clock().advance(Duration.ofSeconds(10));

        assertThat(text(server.login("patient@example.com", PASSWORD), "__typename"))
                .isEqualTo("Session");
        for (int i = 0; i < FREE_TRIES; i++) {
            assertThat(text(server.login("patient@example.com", "wrong password"), "code"))
                    .isEqualTo("INVALID_CREDENTIALS");
        }
    }

    @Test
    void guesses_in_parallel_do_not_slip_past_the_count() throws InterruptedException {
        server.registered("storm@example.com", PASSWORD);
        ConcurrentLinkedQueue<String> codes = new ConcurrentLinkedQueue<>();
        List<Thread> guesses = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String guess = "wrong password " + i;
            guesses.add(Thread.ofVirtual().start(() -> {
                JsonNode answer = server.login("storm@example.com", guess);
                codes.add(text(answer, "code"));
            }));
        }
        for (Thread guess : guesses) {
            guess.join();
        }

        assertThat(codes.stream().filter("INVALID_CREDENTIALS"::equals)).hasSize(FREE_TRIES + 1);
        assertThat(codes.stream().filter("TOO_MANY_ATTEMPTS"::equals)).hasSize(30 - FREE_TRIES - 1);
    }

    @Test
    void a_malformed_identifier_is_an_error_that_names_the_field() {
        JsonNode answer = server.ask(
                "mutation { login(input: {identifier: \"nonsense\", password: \"x\"}) { __typename } }", null);

        assertThat(errorCode(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.at("/errors/0/extensions/field").asString()).isEqualTo("input.identifier");
    }

    @Test
    void a_hash_of_lesser_cost_is_replaced_at_the_next_login() {
        String id = server.registered("old@example.com", PASSWORD);
        String weak = String.valueOf(new Argon2PasswordEncoder(16, 32, 1, 1_024, 1).encode(PASSWORD));
        server.bean(MongoDatabase.class)
                .getCollection("credentials")
                .updateOne(Filters.eq("_id", id), Updates.set("password", weak));

        assertThat(text(server.login("old@example.com", PASSWORD), "__typename"))
                .isEqualTo("Session");
        assertThat(storedPassword(id)).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(text(server.login("old@example.com", PASSWORD), "__typename"))
                .isEqualTo("Session");
    }

    @Test
    void a_changed_password_ends_the_other_sessions_and_counts_from_then_on() {
        server.registered("change@example.com", PASSWORD);
        JsonNode here = server.login("change@example.com", PASSWORD);
        JsonNode elsewhere = server.login("change@example.com", PASSWORD);

        JsonNode changed = changePassword(text(here, "accessToken"), PASSWORD, "staple gun sunrise");

        assertThat(changed.path("id").asString()).isEqualTo(text(here.path("user"), "id"));
        assertThat(text(server.refresh(text(elsewhere, "refreshToken")), "code"))
                .isEqualTo("SESSION_ENDED");
        assertThat(text(server.refresh(text(here, "refreshToken")), "__typename"))
                .isEqualTo("Session");
        assertThat(text(server.login("change@example.com", PASSWORD), "code")).isEqualTo("INVALID_CREDENTIALS");
        assertThat(text(server.login("change@example.com", "staple gun sunrise"), "__typename"))
                .isEqualTo("Session");
    }

    @Test
    void a_password_is_not_changed_without_the_present_one_or_to_a_weak_one() {
        server.registered("keep@example.com", PASSWORD);
        String token = text(server.login("keep@example.com", PASSWORD), "accessToken");

        JsonNode wrong = changePassword(token, "not my password", "staple gun sunrise");
        JsonNode weak = changePassword(token, PASSWORD, "password");

        assertThat(text(wrong, "code")).isEqualTo("INVALID_CREDENTIALS");
        assertThat(text(wrong, "field")).isEqualTo("input.currentPassword");
        assertThat(text(weak, "code")).isEqualTo("PASSWORD_TOO_COMMON");
        assertThat(text(weak, "field")).isEqualTo("input.newPassword");
        assertThat(text(server.login("keep@example.com", PASSWORD), "__typename"))
                .isEqualTo("Session");
    }

    @Test
    void the_present_password_is_not_guessed_through_a_stolen_token() {
        server.registered("stolen@example.com", PASSWORD);
        String token = text(server.login("stolen@example.com", PASSWORD), "accessToken");
        for (int i = 0; i < FREE_TRIES + 1; i++) {
            changePassword(token, "guess " + i, "staple gun sunrise");
        }

        assertThat(text(changePassword(token, PASSWORD, "staple gun sunrise"), "code"))
                .isEqualTo("TOO_MANY_ATTEMPTS");
        assertThat(text(server.login("stolen@example.com", PASSWORD), "__typename"))
                .as("tries at the change do not keep the owner from signing in")
                .isEqualTo("Session");
    }

    @Test
    void a_password_is_changed_by_nobody_who_is_not_signed_in() {
        JsonNode answer = server.ask(
                "mutation { changePassword(input: {currentPassword: \"a\", newPassword: \"b\"}) { __typename } }",
                null);

        assertThat(errorCode(answer)).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void tenant_and_identifier_are_named_at_once_where_both_are_wrong() {
        JsonNode answer = server.ask(
                "mutation { login(input: {tenant: \"nowhere\", identifier: \"nonsense\", password: \"x\"})"
                        + " { __typename } }",
                null);

        assertThat(errorCode(answer)).isEqualTo("INVALID_INPUT");
        assertThat(TestService.wrongFields(answer)).containsExactly("input.tenant", "input.identifier");
    }

    private static JsonNode changePassword(String token, String current, String next) {
        JsonNode answer = server.ask(
                "mutation($input: ChangePasswordInput!) { changePassword(input: $input)"
                        + " { ... on User { id } ... on Refusal { code field } } }",
                Map.of("input", Map.of("currentPassword", current, "newPassword", next)),
                token);
        return AuthServer.result(answer, "changePassword");
    }

    private static String storedPassword(String userId) {
        Document credentials = server.bean(MongoDatabase.class)
                .getCollection("credentials")
                .find(Filters.eq("_id", userId))
                .first();
        return Objects.requireNonNull(credentials).getString("password");
    }
}
