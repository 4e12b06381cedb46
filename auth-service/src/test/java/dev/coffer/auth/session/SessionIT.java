package dev.coffer.auth.session;

import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.token.Authentication.Strength;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserStatus;
import dev.coffer.auth.user.Users;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
final class SessionIT {

    private static final String PASSWORD = "correct horse battery";
    private static final int PARALLEL = 50;
    private static final int TOGETHER = 12;
    private static AuthServer server;
    private String email = "";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void register(TestInfo test) {
        email = "t" + Integer.toHexString(test.getDisplayName().hashCode()) + "@example.com";
        server.registered(email, PASSWORD);
    }

    @Test
    void a_refresh_gives_new_tokens_of_the_same_session() {
        JsonNode session = server.login(email, PASSWORD);

        JsonNode refreshed = server.refresh(text(session, "refreshToken"));

        assertThat(text(refreshed, "id")).isEqualTo(text(session, "id"));
        assertThat(text(refreshed, "refreshToken")).isNotEqualTo(text(session, "refreshToken"));
        assertThat(text(refreshed, "accessToken")).isNotEqualTo(text(session, "accessToken"));
        assertThat(me(refreshed)).isEqualTo(text(session.path("user"), "id"));
    }

    @Test
    void who_is_locked_while_they_sign_in_gets_no_session() {
        String id = text(server.login(email, PASSWORD).path("user"), "id");
        User asRead = Objects.requireNonNull(server.bean(Users.class).find("main", id));
        Transactions transactions = server.bean(Transactions.class);
        transactions.run(unit -> server.bean(Users.class).replace(unit, asRead.with(UserStatus.LOCKED)));

        assertThatThrownBy(() -> transactions.run(
                        unit -> server.bean(StartSession.class).start(unit, asRead, Strength.PASSWORD)))
                .hasMessageContaining("sign in again");
    }

    @Test
    void rotations_within_one_second_never_give_the_same_token_twice() {
        Set<String> seen = new HashSet<>();
        String token = text(server.login(email, PASSWORD), "refreshToken");
        for (int i = 0; i < 20; i++) {
            assertThat(seen.add(token)).isTrue();
            token = text(server.refresh(token), "refreshToken");
        }
    }

    @Test
    void within_the_grace_a_repeated_token_gives_the_same_successor() {
        JsonNode session = server.login(email, PASSWORD);
        JsonNode once = server.refresh(text(session, "refreshToken"));

        server.clock().advance(Duration.ofMillis(9_999));
        JsonNode twice = server.refresh(text(session, "refreshToken"));

        assertThat(text(twice, "refreshToken")).isEqualTo(text(once, "refreshToken"));
        assertThat(text(server.refresh(text(once, "refreshToken")), "__typename"))
                .isEqualTo("Session");
    }

    @Test
    void a_token_used_again_after_the_grace_ends_the_session_for_both_holders() {
        JsonNode session = server.login(email, PASSWORD);
        JsonNode thief = server.refresh(text(session, "refreshToken"));

        server.clock().advance(Duration.ofSeconds(10));
        JsonNode victim = server.refresh(text(session, "refreshToken"));

        assertThat(text(victim, "code")).isEqualTo("REFRESH_TOKEN_REUSED");
        assertThat(text(server.refresh(text(thief, "refreshToken")), "code")).isEqualTo("SESSION_ENDED");
        assertThat(stored(session).getString("endReason")).isEqualTo("TOKEN_REUSED");
    }

    @Test
    void reuse_ends_one_session_and_leaves_the_others_of_the_user_alone() {
        JsonNode other = server.login(email, PASSWORD);
        JsonNode session = server.login(email, PASSWORD);
        JsonNode second = server.refresh(text(session, "refreshToken"));
        server.refresh(text(second, "refreshToken"));

        assertThat(text(server.refresh(text(session, "refreshToken")), "code")).isEqualTo("REFRESH_TOKEN_REUSED");
        assertThat(text(server.refresh(text(other, "refreshToken")), "__typename"))
                .isEqualTo("Session");
    }

    @Test
    void fifty_refreshes_at_once_with_one_token_continue_one_session_with_one_successor() throws InterruptedException {
        JsonNode session = server.login(email, PASSWORD);
        String token = text(session, "refreshToken");
        ConcurrentLinkedQueue<JsonNode> answers = new ConcurrentLinkedQueue<>();
        List<Thread> tabs = new ArrayList<>();
        for (int i = 0; i < PARALLEL; i++) {
            tabs.add(Thread.ofVirtual().start(() -> answers.add(server.refresh(token))));
        }
        for (Thread tab : tabs) {
            tab.join();
        }

        assertThat(answers)
                .hasSize(PARALLEL)
                .allMatch(answer -> text(answer, "__typename").equals("Session"));
        Set<String> successors =
                answers.stream().map(answer -> text(answer, "refreshToken")).collect(Collectors.toSet());
        assertThat(successors).hasSize(1);
        assertThat(stored(session).getLong("generation")).isEqualTo(2);
        assertThat(text(server.refresh(successors.iterator().next()), "__typename"))
                .isEqualTo("Session");
    }

    @Test
    void sessions_that_are_refreshed_together_stay_apart_and_one_that_ended_holds_up_no_other() throws Exception {
        List<JsonNode> sessions = new ArrayList<>();
        for (int i = 0; i < TOGETHER; i++) {
            sessions.add(server.login(email, PASSWORD));
        }
        String ended = text(sessions.removeFirst(), "refreshToken");
        server.logout(ended);

        for (int generation = 2; generation < 7; generation++) {
            List<JsonNode> refreshed = refreshedTogether(ended, sessions);

            assertThat(text(refreshed.removeFirst(), "__typename")).isNotEqualTo("Session");
            assertThat(refreshed)
                    .extracting(session -> text(session, "id"))
                    .containsExactlyElementsOf(sessions.stream()
                            .map(session -> text(session, "id"))
                            .toList());
            for (JsonNode session : refreshed) {
                assertThat(stored(session).getLong("generation")).isEqualTo(generation);
            }
            sessions = refreshed;
        }
    }

    private static List<JsonNode> refreshedTogether(String first, List<JsonNode> sessions) throws Exception {
        List<JsonNode> refreshed = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> answers = new ArrayList<>();
            answers.add(threads.submit(() -> server.refresh(first)));
            for (JsonNode session : sessions) {
                answers.add(threads.submit(() -> server.refresh(text(session, "refreshToken"))));
            }
            for (Future<JsonNode> answer : answers) {
                refreshed.add(answer.get());
            }
        }
        return refreshed;
    }

    @Test
    void a_logout_ends_the_session_and_may_be_repeated() {
        JsonNode session = server.login(email, PASSWORD);

        JsonNode ended = server.logout(text(session, "refreshToken"));

        assertThat(text(ended, "id")).isEqualTo(text(session, "id"));
        assertThat(text(server.refresh(text(session, "refreshToken")), "code")).isEqualTo("SESSION_ENDED");
        assertThat(text(server.logout(text(session, "refreshToken")), "id")).isEqualTo(text(session, "id"));
        assertThat(stored(session).getString("endReason")).isEqualTo("LOGOUT");
    }

    @Test
    void an_invented_or_changed_token_is_nobodys_and_ends_nothing() {
        JsonNode session = server.login(email, PASSWORD);
        String genuine = text(session, "refreshToken");
        String changed = (genuine.charAt(0) == 'A' ? "B" : "A") + genuine.substring(1);

        assertThat(text(server.refresh(changed), "code")).isEqualTo("REFRESH_TOKEN_INVALID");
        assertThat(text(server.refresh("nonsense"), "code")).isEqualTo("REFRESH_TOKEN_INVALID");
        assertThat(text(server.refresh(text(session, "accessToken")), "code")).isEqualTo("REFRESH_TOKEN_INVALID");
        assertThat(text(server.logout(changed), "code")).isEqualTo("REFRESH_TOKEN_INVALID");
        assertThat(text(server.refresh(genuine), "__typename")).isEqualTo("Session");
    }

    @Test
    void a_session_ends_by_itself_when_it_is_left_idle() {
        JsonNode session = server.login(email, PASSWORD);
        assertThat(text(session, "refreshExpiresAt"))
                .isEqualTo(server.now().plus(Duration.ofDays(7)).toString());

        server.clock().advance(Duration.ofDays(7));

        assertThat(text(server.refresh(text(session, "refreshToken")), "code")).isEqualTo("SESSION_ENDED");
        server.clock().advance(Duration.ofDays(-7));
    }

    @Test
    void tokens_are_stored_as_digests_only() {
        JsonNode session = server.login(email, PASSWORD);
        String token = text(session, "refreshToken");
        byte[] bytes = java.util.Base64.getUrlDecoder().decode(token);
        String secret = java.util.HexFormat.of().formatHex(bytes, 24, 56);

        String everything = java.util.HexFormat.of()
                .formatHex(stored(session)
                        .get("current", org.bson.types.Binary.class)
                        .getData());

        assertThat(everything).hasSize(64).isNotEqualTo(secret);
        assertThat(stored(session).toJson()).doesNotContain(token);
    }

    private static String me(JsonNode session) {
        return server.ask("{ me { id } }", text(session, "accessToken"))
                .at("/data/me/id")
                .asString();
    }

    private static Document stored(JsonNode session) {
        return Objects.requireNonNull(server.bean(MongoDatabase.class)
                .getCollection("sessions")
                .find(Filters.eq("_id", text(session, "id")))
                .first());
    }
}
