package dev.coffer.auth.token;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.result;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.UserResult;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Keys take turns at two replicas of which each knows what the other did. */
@ExtendWith(StoresExtension.class)
final class KeyRotationIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String KEYS = "{ signingKeys { id state createdAt signsFrom } }";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final AtomicInteger INSTALLATIONS = new AtomicInteger();
    private AuthServer server;
    private AuthServer other;

    @BeforeEach
    void start(@FreshDatabase String database) {
        // Keys are an installation's: one of its own for each test.
        String own = database + "_" + INSTALLATIONS.incrementAndGet();
        server = AuthServer.start(own);
        other = server.replica();
        staff("main", "admin@example.com");
        server.registered("ann@example.com", PASSWORD);
    }

    @AfterEach
    void stop() {
        other.close();
        server.close();
    }

    private void staff(String tenant, String email) {
        assertThat(server.bean(CreateUser.class)
                        .create(NewUser.parse(tenant, email, null, "Staff", null, PASSWORD, null, Set.of("admin"))))
                .isInstanceOf(UserResult.Done.class);
    }

    private String token(String email) {
        return text(server.login(email, PASSWORD), "accessToken");
    }

    private void advance(Duration time) {
        server.clock().advance(time);
        other.clock().advance(time);
    }

    private static JsonNode rotate(AuthServer at, boolean isCompromised, String token) {
        return at.ask(
                "mutation($input: RotateSigningKeyInput!) { rotateSigningKey(input: $input) { __typename"
                        + " ... on SigningKey { id state } ... on Refusal { code retryAfterSeconds } } }",
                Map.of("input", Map.of("isCompromised", isCompromised)),
                token);
    }

    private static String current(AuthServer at) {
        return at.bean(KeyRing.class).current().id();
    }

    private static boolean counts(AuthServer at, String token) {
        return errorCode(at.ask("{ me { id } }", token)).isEmpty();
    }

    @Test
    void a_key_has_its_turn_and_no_request_fails_while_it_passes_on() throws InterruptedException {
        advance(RotateSigningKey.PUBLISHED_BEFORE);
        String before = current(server);
        AtomicBoolean isOver = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        ConcurrentLinkedQueue<JsonNode> failed = new ConcurrentLinkedQueue<>();
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            JsonNode session = server.login("ann@example.com", PASSWORD);
            clients.add(Thread.ofVirtual().start(() -> {
                String refresh = text(session, "refreshToken");
                while (!isOver.get()) {
                    JsonNode next = server.refresh(refresh);
                    refresh = text(next, "refreshToken");
                    JsonNode answer = other.ask("{ me { id } }", text(next, "accessToken"));
                    if (!errorCode(answer).isEmpty()) {
                        failed.add(answer);
                    }
                    answered.incrementAndGet();
                }
            }));
        }
        await().atMost(LIMIT).until(() -> answered.get() > 50);

        JsonNode rotated = result(rotate(server, false, token("admin@example.com")), "rotateSigningKey");

        int until = answered.get() + 100;
        await().atMost(LIMIT)
                .until(() -> answered.get() > until && current(other).equals(current(server)));
        isOver.set(true);
        for (Thread client : clients) {
            client.join();
        }
        assertThat(failed).isEmpty();
        assertThat(text(rotated, "id")).isEqualTo(current(server)).isNotEqualTo(before);
        assertThat(states()).containsExactly("NEXT", "CURRENT", "RETIRED");
    }

    private List<String> states() {
        List<String> states = new ArrayList<>();
        server.ask(KEYS, token("admin@example.com"))
                .at("/data/signingKeys")
                .forEach(key -> states.add(text(key, "state")));
        return states;
    }

    @Test
    void a_token_outlives_the_turn_of_its_key_and_the_key_is_gone_after_it() {
        advance(RotateSigningKey.PUBLISHED_BEFORE);
        String retired = current(server);
        String token = token("ann@example.com");

        rotate(server, false, token("admin@example.com"));

        assertThat(counts(server, token)).isTrue();
        await().atMost(LIMIT).until(() -> current(other).equals(current(server)));
        assertThat(counts(other, token)).isTrue();
        assertThat(other.get("/.well-known/jwks.json").body()).contains(retired);
        advance(Ring.PUBLISHED_AFTERWARDS);
        assertThat(other.get("/.well-known/jwks.json").body()).doesNotContain(retired);
    }

    @Test
    void a_compromised_key_takes_its_tokens_along_and_sessions_go_on() {
        JsonNode session = server.login("ann@example.com", PASSWORD);
        String stolen = current(server);

        JsonNode rotated = result(rotate(server, true, token("admin@example.com")), "rotateSigningKey");

        assertThat(text(rotated, "id")).isNotEqualTo(stolen);
        for (AuthServer one : List.of(server, other)) {
            await().atMost(Duration.ofSeconds(1)).until(() -> !counts(one, text(session, "accessToken")));
            await().atMost(LIMIT).until(() -> current(one).equals(text(rotated, "id")));
            assertThat(one.get("/.well-known/jwks.json").body()).doesNotContain(stolen);
        }
        JsonNode refreshed = server.refresh(text(session, "refreshToken"));
        assertThat(counts(other, text(refreshed, "accessToken"))).isTrue();
        assertThat(states()).containsExactly("NEXT", "CURRENT", "DISTRUSTED");
    }

    @Test
    void after_its_time_a_key_passes_on_by_itself_once_for_all_replicas() {
        String before = current(server);

        advance(Duration.ofDays(30));

        await().atMost(LIMIT).until(() -> !current(server).equals(before));
        await().atMost(LIMIT).until(() -> current(other).equals(current(server)));
        assertThat(states()).containsExactly("NEXT", "CURRENT", "RETIRED");
    }

    @Test
    void a_next_key_that_not_everybody_has_yet_does_not_sign() {
        JsonNode refused = result(rotate(server, false, token("admin@example.com")), "rotateSigningKey");

        assertThat(text(refused, "code")).isEqualTo("NEXT_KEY_TOO_NEW");
        assertThat(refused.path("retryAfterSeconds").asInt()).isBetween(1, 900);
    }

    @Test
    void of_many_who_rotate_at_once_one_does() throws InterruptedException {
        advance(RotateSigningKey.PUBLISHED_BEFORE);
        String token = token("admin@example.com");
        ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
        List<Thread> operators = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            AuthServer at = i % 2 == 0 ? server : other;
            operators.add(Thread.ofVirtual().start(() -> {
                JsonNode answer = rotate(at, false, token);
                String type = answer.at("/data/rotateSigningKey/__typename").asString();
                answers.add(errorCode(answer).isEmpty() ? type : errorCode(answer));
            }));
        }
        for (Thread operator : operators) {
            operator.join();
        }

        assertThat(answers)
                .containsOnlyOnce("SigningKey")
                .allMatch(List.of("SigningKey", "Refusal", "CONFLICT")::contains);
        assertThat(states()).containsExactly("NEXT", "CURRENT", "RETIRED");
    }

    @Test
    void only_administrators_of_the_first_tenant_see_and_rotate_keys() {
        staff("acme", "admin@acme.example");
        String ann = token("ann@example.com");
        String acme = text(
                server.login(Map.of("tenant", "acme", "identifier", "admin@acme.example", "password", PASSWORD)),
                "accessToken");

        for (String stranger : List.of(ann, acme)) {
            assertThat(errorCode(server.ask(KEYS, stranger))).isEqualTo("FORBIDDEN");
            assertThat(errorCode(rotate(server, true, stranger))).isEqualTo("FORBIDDEN");
        }
        assertThat(server.ask(KEYS, token("admin@example.com"))
                        .at("/data/signingKeys")
                        .toString())
                .doesNotContain("\"d\"");
        assertThat(states()).containsExactly("NEXT", "CURRENT");
    }
}
