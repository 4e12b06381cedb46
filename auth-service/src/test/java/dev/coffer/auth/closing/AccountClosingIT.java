package dev.coffer.auth.closing;

import static dev.coffer.auth.AuthServer.result;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Accounts that are closed, by a service that has nobody to ask. */
@ExtendWith(StoresExtension.class)
class AccountClosingIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String ADA = "ada@example.com";
    private static final String ME = "{ me { id } }";
    private static final String CLOSE = """
            mutation C($reason: String) { closeAccount(input: { reason: $reason }) {
              __typename ... on AccountClosing { state eraseAt } ... on Refusal { code } } }""";
    private static final String CLOSE_OTHER = """
            mutation C($id: ID!) { closeUserAccount(input: { userId: $id, reason: "Ada Lovelace asked by letter" }) {
              __typename ... on AccountClosing { state } ... on Refusal { code } } }""";
    private static final String KEEP = """
            mutation K($id: ID!) { keepUserAccount(input: { userId: $id }) {
              __typename ... on KeptAccount { userId } ... on Refusal { code } } }""";
    private static final String CLOSING = "query Q($id: ID!) { accountClosing(userId: $id) { state eraseAt } }";

    private AuthServer server;
    private String admin;

    @BeforeEach
    void start(@FreshDatabase String database) {
        server = AuthServer.start(database + "_" + System.nanoTime() % 1_000_000);
        join("admin@example.com", "Root", "admin");
        join(ADA, "Ada Lovelace", "user");
        admin = text(server.login("admin@example.com", PASSWORD), "accessToken");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void join(String email, String name, String role) {
        server.bean(CreateUser.class)
                .create(NewUser.parse("main", email, null, name, null, PASSWORD, null, Set.of(role)));
    }

    /** Of a session that has just proven the password once more. */
    private String proven(String token) {
        JsonNode raised = server.ask(
                "mutation($input: StepUpInput!) { stepUp(input: $input) { ... on SteppedUp { accessToken } } }",
                Map.of("input", Map.of("factor", "PASSWORD", "code", PASSWORD)),
                token);
        return text(result(raised, "stepUp"), "accessToken");
    }

    private String id(String token) {
        return server.ask(ME, token).at("/data/me/id").asString();
    }

    private JsonNode close(String token) {
        return result(server.ask(CLOSE, Map.of("reason", "Ada Lovelace is done"), token), "closeAccount");
    }

    private String state(String id) {
        return server.ask(CLOSING, Map.of("id", id), admin)
                .at("/data/accountClosing/state")
                .asString();
    }

    private String status(String id) {
        return server.ask("query Q($id: ID!) { user(id: $id) { status } }", Map.of("id", id), admin)
                .at("/data/user/status")
                .asString();
    }

    private void pass(Duration time) {
        server.clock().advance(time);
        admin = text(server.login("admin@example.com", PASSWORD), "accessToken");
    }

    private String closedAda() {
        String ada = text(server.login(ADA, PASSWORD), "accessToken");
        String id = id(ada);
        assertThat(text(close(proven(ada)), "state")).isEqualTo("WAITING");
        return id;
    }

    @Test
    void without_a_fresh_proof_nothing_is_closed() {
        String ada = text(server.login(ADA, PASSWORD), "accessToken");

        JsonNode refused = server.ask(CLOSE, Map.of(), ada);

        assertThat(AuthServer.errorCode(refused)).isEqualTo("STEP_UP_REQUIRED");
        assertThat(server.ask(ME, ada).at("/errors").isMissingNode()).isTrue();
    }

    @Test
    void who_closes_their_account_is_signed_out_everywhere_at_once() {
        String ada = text(server.login(ADA, PASSWORD), "accessToken");
        JsonNode elsewhere = server.login(ADA, PASSWORD);

        assertThat(text(close(proven(ada)), "state")).isEqualTo("WAITING");

        for (String token : List.of(ada, text(elsewhere, "accessToken"))) {
            await().atMost(Duration.ofSeconds(1))
                    .until(() -> AuthServer.errorCode(server.ask(ME, token)).equals("UNAUTHENTICATED"));
        }
        assertThat(text(server.refresh(text(elsewhere, "refreshToken")), "code"))
                .isEqualTo("SESSION_ENDED");
    }

    @Test
    void signing_in_or_an_operator_takes_it_back() {
        String id = closedAda();
        pass(Duration.ofDays(29));
        String again = text(server.login(ADA, PASSWORD), "accessToken");
        assertThat(id(again)).isEqualTo(id);
        assertThat(state(id)).isEmpty();

        assertThat(text(result(server.ask(CLOSE_OTHER, Map.of("id", id), admin), "closeUserAccount"), "state"))
                .isEqualTo("WAITING");
        assertThat(text(result(server.ask(KEEP, Map.of("id", id), admin), "keepUserAccount"), "userId"))
                .isEqualTo(id);
        assertThat(text(result(server.ask(KEEP, Map.of("id", id), admin), "keepUserAccount"), "code"))
                .isEqualTo("CLOSING_NOT_UNDER_WAY");
        pass(Duration.ofDays(31));
        assertThat(status(id)).isEqualTo("ACTIVE");
    }

    @Test
    void when_the_time_is_over_nothing_is_left_that_says_who_it_was_and_the_contact_is_free() {
        String id = closedAda();
        pass(Duration.ofDays(31));

        await().until(() -> status(id).equals("CLOSED"));

        assertThat(text(server.login(ADA, PASSWORD), "code")).isEqualTo("INVALID_CREDENTIALS");
        List<String> tells = new ArrayList<>();
        MongoDatabase database = server.bean(MongoDatabase.class);
        for (String collection : database.listCollectionNames()) {
            // The journal of events goes by time, and settings and sagas say nothing of people.
            if (!collection.startsWith("outbox") && !collection.startsWith("system.")) {
                for (Document document : database.getCollection(collection).find()) {
                    if (document.toJson().contains("Lovelace")
                            || document.toJson().contains(ADA)) {
                        tells.add(collection + ": " + document.toJson());
                    }
                }
            }
        }
        assertThat(tells).isEmpty();
        for (String collection : List.of("credentials", "sessions", "known_places", "remembered_devices", "api_keys")) {
            assertThat(database.getCollection(collection).countDocuments(new Document("userId", id)))
                    .as(collection)
                    .isZero();
            assertThat(database.getCollection(collection).countDocuments(new Document("_id", id)))
                    .as(collection)
                    .isZero();
        }
        server.registered(ADA, PASSWORD);
        String anew = text(server.login(ADA, PASSWORD), "accessToken");
        assertThat(id(anew)).isNotEqualTo(id);
    }

    @Test
    void the_audit_log_says_what_happened_and_holds_without_the_reasons() {
        String id = closedAda();
        pass(Duration.ofDays(31));
        await().until(() -> status(id).equals("CLOSED"));

        await().untilAsserted(() -> {
            JsonNode verified = server.ask("{ verifyAuditLog { isSound } }", admin);
            assertThat(verified.at("/data/verifyAuditLog/isSound").asBoolean())
                    .as(verified.toString())
                    .isTrue();
        });
        JsonNode log = server.ask(
                        "query Q($id: ID!) { auditLog(filter: {subjectId: $id, kinds: [ACCOUNT_CLOSING_ASKED,"
                                + " ACCOUNT_CLOSED]}) { nodes { kind reason } } }",
                        Map.of("id", id),
                        admin)
                .at("/data/auditLog/nodes");
        assertThat(log.valueStream().map(entry -> entry.path("kind").asString()))
                .containsExactly("ACCOUNT_CLOSED", "ACCOUNT_CLOSING_ASKED");
        assertThat(log.path(1).path("reason").isNull()).isTrue();
    }

    @Test
    void nobody_closes_an_account_beyond_their_own_roles_or_of_another_tenant() {
        server.bean(CreateUser.class)
                .create(NewUser.parse(
                        "acme", "boss@acme.example.com", null, "Boss", null, PASSWORD, null, Set.of("admin")));
        String acme = text(
                server.login(Map.of("tenant", "acme", "identifier", "boss@acme.example.com", "password", PASSWORD)),
                "accessToken");
        String ada = text(server.login(ADA, PASSWORD), "accessToken");
        String id = id(ada);

        assertThat(AuthServer.errorCode(server.ask(CLOSE_OTHER, Map.of("id", id), acme)))
                .isEqualTo("NOT_FOUND");
        assertThat(AuthServer.errorCode(server.ask(CLOSE_OTHER, Map.of("id", id(admin)), ada)))
                .isEqualTo("FORBIDDEN");
        assertThat(text(result(server.ask(CLOSE_OTHER, Map.of("id", id(admin)), admin), "closeUserAccount"), "code"))
                .isEqualTo("OWN_ACCOUNT");
        assertThat(id(ada)).isEqualTo(id);
    }
}
