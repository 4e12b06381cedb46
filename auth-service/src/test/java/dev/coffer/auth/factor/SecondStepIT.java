package dev.coffer.auth.factor;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.signin.FactorTryLimits;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Signing in with a second step, and what attackers try there. */
@ExtendWith(StoresExtension.class)
final class SecondStepIT {

    private static final int FREE_TRIES = 5;
    private static final int PARALLEL = 50;
    private static AuthServer server;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        server.setting(
                FactorTryLimits.KEY,
                Map.of("free", Integer.toString(FREE_TRIES), "firstWait", "10s", "longestWait", "20s"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_password_and_a_code_together_sign_in() {
        Member ada = Member.withApp(server, "ada@example.com");
        double passed = steps("totp", "passed");

        JsonNode required = ada.login();
        JsonNode session = ada.complete(text(required, "id"), ada.code());

        assertThat(required.propertyNames()).doesNotContain("accessToken");
        assertThat(text(required, "expiresAt"))
                .isEqualTo(server.now().plus(Duration.ofMinutes(5)).toString());
        assertThat(session.at("/user/id").asString()).isEqualTo(ada.id());
        assertThat(session.path("deviceToken").isNull()).isTrue();
        assertThat(server.ask("{ me { id } }", text(session, "accessToken"))
                        .at("/data/me/id")
                        .asString())
                .isEqualTo(ada.id());
        assertThat(steps("totp", "passed")).isEqualTo(passed + 1);
    }

    @Test
    void a_wrong_password_is_answered_as_for_anybody_else() {
        Member.withApp(server, "factor@example.com");
        Member.join(server, "plain@example.com");

        JsonNode factor = server.login("factor@example.com", "wrong password");
        JsonNode plain = server.login("plain@example.com", "wrong password");
        JsonNode unknown = server.login("unknown@example.com", "wrong password");

        assertThat(text(factor, "code")).isEqualTo("INVALID_CREDENTIALS");
        assertThat(factor).isEqualTo(plain).isEqualTo(unknown);
    }

    @Test
    void a_code_counts_once_and_codes_before_it_no_more() {
        Member member = Member.withApp(server, "replay@example.com");
        String before = member.app().code(server.now(), 0);
        String ahead = member.app().code(server.now(), 1);
        assertThat(text(member.complete(member.challenge(), ahead), "__typename"))
                .isEqualTo("Session");

        assertThat(text(member.complete(member.challenge(), ahead), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(member.complete(member.challenge(), before), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        server.clock().advance(Totp.STEP);
        assertThat(text(member.complete(member.challenge(), ahead), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        server.clock().advance(Totp.STEP);
        assertThat(text(member.complete(member.challenge(), member.code()), "__typename"))
                .isEqualTo("Session");
    }

    @Test
    void a_clock_may_be_a_step_off_and_not_two() {
        Member member = Member.withApp(server, "drift@example.com").again().again();
        server.clock().advance(Totp.STEP.multipliedBy(3));
        Authenticator app = member.app();
        String challenge = member.challenge();

        assertThat(text(member.complete(challenge, app.code(server.now(), -2)), "code"))
                .isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(member.complete(challenge, app.code(server.now(), 2)), "code"))
                .isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(member.complete(challenge, app.code(server.now(), -1)), "__typename"))
                .isEqualTo("Session");
        assertThat(text(member.complete(member.challenge(), app.code(server.now(), 1)), "__typename"))
                .isEqualTo("Session");
    }

    @Test
    void one_challenge_answered_by_many_at_once_starts_one_session() throws InterruptedException {
        Member member = Member.withApp(server, "rush@example.com");
        String challenge = member.challenge();
        String code = member.code();

        List<String> outcomes = atOnce(4, () -> member.complete(challenge, code));

        assertThat(outcomes).hasSize(4);
        assertThat(Collections.frequency(outcomes, "Session")).isEqualTo(1);
        assertThat(outcomes).containsOnly("Session", "SIGN_IN_EXPIRED");
    }

    @Test
    void one_code_given_to_several_challenges_at_once_starts_one_session() throws InterruptedException {
        Member member = Member.withApp(server, "twins@example.com");
        List<String> challenges = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            challenges.add(member.challenge());
        }
        ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>(challenges);
        String code = member.code();

        List<String> outcomes = atOnce(4, () -> member.complete(queue.remove(), code));

        assertThat(outcomes).hasSize(4).containsOnly("Session", "SECOND_FACTOR_WRONG");
        assertThat(Collections.frequency(outcomes, "Session")).isEqualTo(1);
    }

    @Test
    void guesses_one_after_the_other_end_the_challenge_and_then_have_to_wait() {
        Member member = Member.withApp(server, "guessed@example.com");
        String challenge = member.challenge();
        List<String> wrong = member.app().wrongCodes(server.now(), FREE_TRIES + 1);
        for (int i = 0; i < FREE_TRIES; i++) {
            assertThat(text(member.complete(challenge, wrong.get(i)), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        }

        assertThat(text(member.complete(challenge, member.code()), "code")).isEqualTo("SIGN_IN_EXPIRED");
        String next = member.challenge();
        assertThat(text(member.complete(next, wrong.getLast()), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        JsonNode blocked = member.complete(next, member.code());
        assertThat(text(blocked, "code")).isEqualTo("SECOND_FACTOR_TRIED_TOO_OFTEN");
        assertThat(blocked.path("retryAfterSeconds").asInt()).isEqualTo(10);
        server.clock().advance(Duration.ofSeconds(10));
        assertThat(text(member.complete(next, member.code()), "__typename")).isEqualTo("Session");
    }

    @Test
    void of_fifty_guesses_at_once_five_are_looked_at() throws InterruptedException {
        Member member = Member.withApp(server, "storm@example.com");
        String challenge = member.challenge();
        ConcurrentLinkedQueue<String> guesses =
                new ConcurrentLinkedQueue<>(member.app().wrongCodes(server.now(), PARALLEL));

        List<String> outcomes = atOnce(PARALLEL, () -> member.complete(challenge, guesses.remove()));

        assertThat(outcomes)
                .hasSize(PARALLEL)
                .containsOnly("SECOND_FACTOR_WRONG", "SIGN_IN_EXPIRED", "SECOND_FACTOR_TRIED_TOO_OFTEN");
        assertThat(Collections.frequency(outcomes, "SECOND_FACTOR_WRONG")).isEqualTo(FREE_TRIES);
    }

    @Test
    void who_has_no_password_cannot_use_up_the_owners_codes_tries() {
        Member member = Member.withApp(server, "besieged@example.com");
        for (int i = 0; i < 9; i++) {
            server.login("besieged@example.com", "wrong password");
            assertThat(text(
                            Member.complete(server, Map.of("id", "made-up", "factor", "TOTP", "code", "000000")),
                            "code"))
                    .isEqualTo("SIGN_IN_EXPIRED");
        }

        assertThat(text(member.complete(member.challenge(), member.code()), "__typename"))
                .isEqualTo("Session");
    }

    @Test
    void wrong_codes_do_not_make_the_password_wait() {
        Member member = Member.withApp(server, "apart@example.com");
        for (int i = 0; i < 3; i++) {
            String challenge = member.challenge();
            member.app().wrongCodes(server.now(), FREE_TRIES).forEach(code -> member.complete(challenge, code));
        }

        assertThat(text(member.login(), "__typename")).isEqualTo("SecondFactorRequired");
    }

    @Test
    void a_challenge_is_worth_something_once_for_five_minutes_and_with_its_owners_code_only() {
        Member member = Member.withApp(server, "once@example.com");
        Member thief = Member.withApp(server, "thief@example.com");
        String challenge = member.challenge();
        assertThat(text(thief.complete(challenge, thief.code()), "code")).isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(member.complete(challenge, member.code()), "__typename"))
                .isEqualTo("Session");

        server.clock().advance(Totp.STEP);
        assertThat(text(member.complete(challenge, member.code()), "code")).isEqualTo("SIGN_IN_EXPIRED");
        String late = member.challenge();
        server.clock().advance(Duration.ofMinutes(5));
        assertThat(text(member.complete(late, member.code()), "code")).isEqualTo("SIGN_IN_EXPIRED");
    }

    @Test
    void a_challenge_of_another_tenant_is_none() {
        Member member = Member.withApp(server, "tenant@example.com");
        String challenge = member.challenge();
        String elsewhere = challenge.substring(0, 43)
                + Base64.getUrlEncoder().withoutPadding().encodeToString("acme".getBytes(StandardCharsets.UTF_8));

        assertThat(text(member.complete(elsewhere, member.code()), "code")).isEqualTo("SIGN_IN_EXPIRED");
        for (String nonsense : List.of("", "x", "!".repeat(60), "x".repeat(600))) {
            assertThat(text(member.complete(nonsense, member.code()), "code")).isEqualTo("SIGN_IN_EXPIRED");
        }
        assertThat(text(member.complete(challenge, member.code()), "__typename"))
                .isEqualTo("Session");
    }

    @Test
    void another_password_in_between_ends_the_challenge() {
        Member member = Member.withApp(server, "changed@example.com");
        String challenge = member.challenge();
        JsonNode changed = member.ask(
                "changePassword",
                Map.of("currentPassword", Member.PASSWORD, "newPassword", "staple gun sunrise"),
                "... on User { id }");
        assertThat(text(changed, "__typename")).isEqualTo("User");

        assertThat(text(member.complete(challenge, member.code()), "code")).isEqualTo("SIGN_IN_EXPIRED");
        assertThat(text(member.login("staple gun sunrise", null), "__typename")).isEqualTo("SecondFactorRequired");
    }

    @Test
    void who_is_locked_in_between_does_not_sign_in() {
        Member member = Member.withApp(server, "locked@example.com");
        Member admin = Member.join(server, "main", "locker@example.com", "admin");
        String challenge = member.challenge();
        admin.ask("lockUser", Map.of("userId", member.id()), "... on User { id }");

        assertThat(text(member.complete(challenge, member.code()), "code")).isEqualTo("ACCOUNT_LOCKED");
    }

    @Test
    void a_recovery_code_counts_once_in_turn_and_at_once() throws InterruptedException {
        Member member = Member.withApp(server, "recovery@example.com");
        String first = member.recoveryCodes().getFirst();
        String second = member.recoveryCodes().getLast().toLowerCase(Locale.ROOT);
        assertThat(text(member.recover(member.challenge(), first), "__typename"))
                .isEqualTo("Session");
        assertThat(text(member.recover(member.challenge(), first), "code")).isEqualTo("SECOND_FACTOR_WRONG");

        ConcurrentLinkedQueue<String> challenges = new ConcurrentLinkedQueue<>(
                List.of(member.challenge(), member.challenge(), member.challenge(), member.challenge()));
        List<String> outcomes = atOnce(4, () -> member.recover(challenges.remove(), second));

        assertThat(Collections.frequency(outcomes, "Session")).isEqualTo(1);
        assertThat(outcomes).hasSize(4).containsOnly("Session", "SECOND_FACTOR_WRONG");
        assertThat(left(member)).containsExactly(9, 8);
    }

    @Test
    void somebody_elses_recovery_code_is_worth_nothing() {
        Member member = Member.withApp(server, "mine@example.com");
        Member other = Member.withApp(server, "theirs@example.com");

        assertThat(text(member.recover(member.challenge(), other.recoveryCodes().getFirst()), "code"))
                .isEqualTo("SECOND_FACTOR_WRONG");
        assertThat(text(other.recover(other.challenge(), other.recoveryCodes().getFirst()), "__typename"))
                .isEqualTo("Session");
    }

    @Test
    void an_answer_without_its_factor_is_an_error_of_the_client() {
        JsonNode answer = server.ask(
                "mutation { completeLogin(input: { id: \"x\", factor: PALM, code: \"1\" }) { __typename } }", null);

        assertThat(errorCode(answer)).isEqualTo("GRAPHQL_VALIDATION_FAILED");
    }

    /** What each came to: "Session", or a refusal's code. */
    private static List<String> atOnce(int howMany, Supplier<JsonNode> attempt) throws InterruptedException {
        ConcurrentLinkedQueue<String> outcomes = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < howMany; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                JsonNode answer = attempt.get();
                outcomes.add(answer.path("code").asString(text(answer, "__typename")));
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(outcomes);
    }

    private static double steps(String factor, String outcome) {
        return server.bean(MeterRegistry.class)
                .counter("coffer.auth.second.steps", "factor", factor, "outcome", outcome)
                .count();
    }

    /** What the events of used recovery codes say is left. */
    private static List<Integer> left(Member member) {
        List<Integer> left = new ArrayList<>();
        server.bean(MongoDatabase.class)
                .getCollection("outbox")
                .find(Filters.and(Filters.eq("key", member.id()), Filters.eq("eventType", RecoveryCodeUsed.TYPE)))
                .sort(Sorts.ascending("seq"))
                .forEach(event -> left.add(JsonMapper.shared()
                        .readTree(event.getString("data"))
                        .path("left")
                        .asInt()));
        return left;
    }
}
