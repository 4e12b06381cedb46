package dev.coffer.auth.registration;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.auth.AuthServer;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.SagaCrashes;
import dev.coffer.core.saga.SagaInstance;
import dev.coffer.core.saga.SagaState;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The registration saga with peers that are reached by real events, and with a crash at every place. */
@ExtendWith(StoresExtension.class)
final class RegistrationSagaIT {

    private static final String PASSWORD = "correct horse battery";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static int servers;

    private final String database;

    RegistrationSagaIT(@FreshDatabase String database) {
        this.database = database + "_" + ++servers;
    }

    @Test
    void a_user_is_active_as_soon_as_every_service_has_opened_an_account() {
        try (AuthServer server = server(Map.of("coffer.auth.registration.patience", "60s"));
                Peer vault = new Peer("vault", database + "_vault");
                Peer post = new Peer("post", database + "_post")) {
            JsonNode user = register(server, "ada@example.com");

            assertThat(text(user, "status")).isEqualTo("ACTIVE");
            assertThat(text(server.login("ada@example.com", PASSWORD), "__typename"))
                    .isEqualTo("Session");
            String id = text(user, "id");
            await().atMost(PATIENCE).until(() -> vault.hasHeardOfActivation(id) && post.hasHeardOfActivation(id));
            assertThat(vault.hasHeardOfUndoing(id)).isFalse();
        }
    }

    @Test
    void until_then_the_user_is_pending_and_may_not_sign_in() {
        try (AuthServer server = server(Map.of("coffer.auth.registration.patience", "0s"))) {
            assertThat(text(register(server, "ada@example.com"), "status")).isEqualTo("PENDING");

            JsonNode login = server.login("ada@example.com", PASSWORD);

            assertThat(text(login, "code")).isEqualTo("ACCOUNT_PENDING");
            assertThat(login.path("retryAfterSeconds").asInt()).isPositive();
            assertThat(text(server.login("ada@example.com", "wrong horse battery"), "code"))
                    .as("whoever does not know the password is told nothing")
                    .isEqualTo("INVALID_CREDENTIALS");
        }
    }

    @Test
    void what_one_service_refuses_is_undone_everywhere_and_the_address_is_free_again() {
        try (AuthServer server = server(Map.of("coffer.auth.registration.patience", "60s"));
                Peer vault = new Peer("vault", database + "_vault");
                Peer post = new Peer("post", database + "_post")) {
            post.refuse();
            JsonNode refused = register(server, "ada@example.com");
            assertThat(text(refused, "code")).isEqualTo("REGISTRATION_UNDONE");

            SagaInstance saga = server.bean(Sagas.class)
                    .list("main", "registration", null, null, true, 1)
                    .getFirst();
            assertThat(saga.state()).isEqualTo(SagaState.COMPENSATED);
            assertThat(saga.reason()).isEqualTo("post: no room for more");
            await().atMost(PATIENCE)
                    .until(() -> vault.hasHeardOfUndoing(saga.key()) && post.hasHeardOfUndoing(saga.key()));
            assertThat(text(server.login("ada@example.com", PASSWORD), "code")).isEqualTo("INVALID_CREDENTIALS");
            assertThat(text(register(server, "ada@example.com"), "code"))
                    .as("refused again, and not because the address is taken")
                    .isEqualTo("REGISTRATION_UNDONE");
        }
    }

    @Test
    void what_takes_too_long_is_undone() {
        try (AuthServer server = server(Map.of(
                "coffer.auth.registration.patience", "60s",
                "coffer.auth.registration.within", "1s",
                "coffer.sagas.grace", "0s"))) {
            assertThat(text(register(server, "ada@example.com"), "code")).isEqualTo("REGISTRATION_UNDONE");
            assertThat(count(server, "users")).isZero();
            assertThat(count(server, "credentials")).isZero();
        }
    }

    @Test
    void an_administrator_sees_a_pending_registration_and_cancels_it() {
        try (AuthServer server = server(Map.of("coffer.auth.registration.patience", "0s"))) {
            String userId = text(register(server, "ada@example.com"), "id");
            String admin = administrator(server);
            JsonNode locked = AuthServer.result(
                    server.ask(
                            "mutation($id: ID!) { lockUser(input: {userId: $id}) { __typename"
                                    + " ... on Refusal { code } } }",
                            Map.of("id", userId),
                            admin),
                    "lockUser");
            assertThat(text(locked, "code")).isEqualTo("REGISTRATION_PENDING");

            JsonNode sagas = server.ask(
                    "{ authSagas(filter: {name: \"registration\"}, first: 5)"
                            + " { nodes { id key state step history { what } } } }",
                    admin);
            JsonNode saga = sagas.at("/data/authSagas/nodes").values().stream()
                    .filter(node -> node.path("key").asString().equals(userId))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("not listed: " + sagas));
            JsonNode cancelled = server.ask(
                    "mutation($id: ID!) { authCancelSaga(input: {id: $id, reason: \"a mistake\"}) { __typename"
                            + " ... on Saga { id } ... on Refusal { code } } }",
                    Map.of("id", text(saga, "id")),
                    admin);

            assertThat(text(AuthServer.result(cancelled, "authCancelSaga"), "__typename"))
                    .isEqualTo("Saga");
            await().atMost(PATIENCE).until(() -> find(server, "users", userId) == null);
            JsonNode ended = server.ask(
                    "query($id: ID!) { authSaga(id: $id) { state reason history { what detail } } }",
                    Map.of("id", text(saga, "id")),
                    admin);
            assertThat(text(ended.at("/data/authSaga"), "state")).isEqualTo("COMPENSATED");
            assertThat(text(ended.at("/data/authSaga"), "reason")).contains("a mistake");
        }
    }

    @Test
    void sagas_are_not_for_users() {
        try (AuthServer server = AuthServer.start(database)) {
            server.registered("ben@example.com", PASSWORD);
            String token = text(server.login("ben@example.com", PASSWORD), "accessToken");

            assertThat(errorCode(server.ask("{ authSagas { nodes { id } } }", token)))
                    .isEqualTo("FORBIDDEN");
            assertThat(errorCode(server.ask("{ authSaga(id: \"1\") { id } }", null)))
                    .isEqualTo("UNAUTHENTICATED");
        }
    }

    @Test
    void wherever_it_crashes_the_user_is_active_or_gone() {
        Map<String, Object> nobodyWorks =
                Map.of("coffer.sagas.run", "false", "coffer.auth.registration.patience", "0s");
        try (AuthServer server = server(nobodyWorks)) {
            @SuppressWarnings("unchecked")
            Saga<Registration> saga = server.bean(Saga.class);
            SagaCrashes crashes =
                    new SagaCrashes(server.bean(MongoDatabase.class), server.bean(Transactions.class), List.of(saga));

            crashes.everywhere(EnumSet.of(SagaState.COMPLETED), new Registering(server, saga, true));
            crashes.everywhere(EnumSet.of(SagaState.COMPENSATED), new Registering(server, saga, false));
        }
    }

    @Test
    void wherever_it_crashes_after_its_code_was_typed_the_user_is_active_or_gone() {
        Map<String, Object> nobodyWorks =
                Map.of("coffer.sagas.run", "false", "coffer.auth.registration.patience", "0s");
        try (AuthServer server = ConfirmClient.confirming(server(nobodyWorks))) {
            @SuppressWarnings("unchecked")
            Saga<Registration> saga = server.bean(Saga.class);
            SagaCrashes crashes =
                    new SagaCrashes(server.bean(MongoDatabase.class), server.bean(Transactions.class), List.of(saga));

            crashes.everywhere(EnumSet.of(SagaState.COMPLETED), new Registering(server, saga, true));
            crashes.everywhere(EnumSet.of(SagaState.COMPENSATED), new Registering(server, saga, false));
        }
    }

    private record Registering(AuthServer server, Saga<Registration> saga, boolean isWelcome)
            implements SagaCrashes.Scenario {

        @Override
        public String begin(int run) {
            String userId = registered("crash" + run + isWelcome + "@example.com");
            tell(userId, StepResult.done("vault"));
            tell(userId, isWelcome ? StepResult.done("post") : StepResult.refused("post: no"));
            return Objects.requireNonNull(sagas().await(saga, "main", userId, Duration.ZERO))
                    .id();
        }

        /** Where a code is asked for, it is typed at once: what may crash is the saga. */
        private String registered(String email) {
            ConfirmClient client = new ConfirmClient(server);
            JsonNode answer = client.register(email);
            return text(answer, "__typename").equals("RegistrationPending")
                    ? text(
                            client.confirm(
                                    text(answer, "id"), client.delivered(email).code()),
                            "id")
                    : text(answer, "id");
        }

        private void tell(String userId, StepResult<String> answer) {
            server.bean(Transactions.class)
                    .inTransaction(unit -> sagas().tell(unit, saga, "main", userId, registration -> switch (answer) {
                        case StepResult.Done<String>(String service) ->
                            StepResult.done(registration.withOpened(service));
                        case StepResult.Refused<String>(String reason) -> StepResult.refused(reason);
                    }));
        }

        private Sagas sagas() {
            return server.bean(Sagas.class);
        }

        @Override
        public void check(int run, SagaInstance ended) {
            String userId = ended.key();
            Document user = find(server, "users", userId);
            assertThat(user == null ? "gone" : user.getString("status")).isEqualTo(isWelcome ? "ACTIVE" : "gone");
            assertThat(find(server, "credentials", userId) != null).isEqualTo(isWelcome);
            List<String> told = server.bean(MongoDatabase.class)
                    .getCollection("outbox")
                    .find(Filters.eq("key", userId))
                    .sort(new Document("seq", 1))
                    .map(event -> event.getString("eventType"))
                    .into(new ArrayList<>());
            told.remove("code.issued");
            assertThat(told).containsExactly("user.registered", isWelcome ? "user.activated" : "registration.undone");
        }
    }

    private AuthServer server(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("coffer.auth.registration.participants", "vault,post");
        return AuthServer.start(database, all);
    }

    private static JsonNode register(AuthServer server, String email) {
        return server.register(Map.of("email", email, "password", PASSWORD, "displayName", "Ada"));
    }

    /** Made active by hand: the participants of this test's server answer nobody. */
    private static String administrator(AuthServer server) {
        String id = text(register(server, "root@example.com"), "id");
        server.bean(MongoDatabase.class)
                .getCollection("users")
                .updateOne(
                        Filters.eq("_id", id),
                        new Document("$set", new Document("status", "ACTIVE").append("roles", List.of("admin"))));
        return text(server.login("root@example.com", PASSWORD), "accessToken");
    }

    private static @Nullable Document find(AuthServer server, String collection, String id) {
        return server.bean(MongoDatabase.class)
                .getCollection(collection)
                .find(Filters.eq("_id", id))
                .first();
    }

    private static long count(AuthServer server, String collection) {
        return server.bean(MongoDatabase.class).getCollection(collection).countDocuments();
    }
}
