package dev.coffer.auth.apikey;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Accounts of programs that are deleted, with two replicas: their keys die at once, their names are free, the audit log stays. */
@ExtendWith(StoresExtension.class)
final class ServiceAccountDeletionIT {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(20);
    private static final String ME = "{ me { id } }";
    private static AuthServer server;
    private static AuthServer other;
    private static KeyClient admin;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
        other = server.replica();
        admin = KeyClient.of(server, "main", "admin", "admin", "user");
    }

    @AfterAll
    static void stop() {
        other.close();
        server.close();
    }

    private static JsonNode asked(String id, String token) {
        return server.ask(
                "mutation D($input: DeleteServiceAccountInput!) { deleteServiceAccount(input: $input) { __typename"
                        + " ... on AccountClosing { state } ... on Refusal { code field } } }",
                Map.of("input", Map.of("id", id, "reason", "Billing has another")),
                token);
    }

    private static JsonNode delete(String id) {
        return AuthServer.result(asked(id, admin.token()), "deleteServiceAccount");
    }

    private static String key(String accountId, String name) {
        return KeyClient.key(admin.createKey(
                Map.of("accountId", accountId, "name", name, "scopes", List.of("user:read")), admin.token()));
    }

    private static boolean isListed(String id) {
        return server.ask("{ serviceAccounts(first: 100) { nodes { id } } }", admin.token())
                .at("/data/serviceAccounts/nodes")
                .toString()
                .contains(id);
    }

    private static void awaitDeleted(String id) {
        await().atMost(LATER).until(() -> !isListed(id));
    }

    @Test
    void its_keys_and_their_tokens_die_within_a_second_everywhere_and_its_name_is_free() {
        String id = text(admin.createService("Billing", "user"), "id");
        List<String> keys = List.of(key(id, "First"), key(id, "Second"));
        List<String> tokens = new ArrayList<>();
        for (String one : keys) {
            tokens.add(KeyClient.exchanged(server, one));
            tokens.add(KeyClient.exchanged(other, one));
        }

        assertThat(text(delete(id), "__typename")).isEqualTo("AccountClosing");

        for (AuthServer at : List.of(server, other)) {
            for (String token : tokens) {
                await().atMost(SOON).until(() -> errorCode(at.ask(ME, token)).equals("UNAUTHENTICATED"));
            }
            for (String one : keys) {
                assertThat(KeyClient.exchange(at, one).statusCode()).isEqualTo(400);
            }
        }
        awaitDeleted(id);
        String again = text(admin.createService("billing", "user"), "id");
        assertThat(again).isNotEqualTo(id);
        assertThat(isListed(again)).isTrue();
        JsonNode log = server.ask(
                        "query Q($id: ID!) { auditLog(first: 50, filter: {subjectId: $id}) { nodes { kind } } }",
                        Map.of("id", id),
                        admin.token())
                .at("/data/auditLog/nodes");
        assertThat(log.valueStream().map(entry -> text(entry, "kind")))
                .contains(
                        "SERVICE_ACCOUNT_CREATED",
                        "API_KEY_CREATED",
                        "API_KEY_REVOKED",
                        "ACCOUNT_CLOSING_ASKED",
                        "ACCOUNT_CLOSED");
        assertThat(server.ask("{ verifyAuditLog { isSound } }", admin.token())
                        .at("/data/verifyAuditLog/isSound")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_key_that_is_made_while_it_is_deleted_counts_no_more_than_the_others() throws InterruptedException {
        for (int round = 0; round < 5; round++) {
            String id = text(admin.createService("Racing " + round, "user"), "id");
            String token = admin.token();
            List<String> made = new ArrayList<>();
            Thread making = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 5; i++) {
                    JsonNode answer = admin.askToCreate(
                            Map.of("accountId", id, "name", "Key " + i, "scopes", List.of("user:read")), token);
                    String key = answer.at("/data/createApiKey/key").asString();
                    if (!key.isEmpty()) {
                        made.add(key);
                    }
                }
            });
            delete(id);
            making.join();
            List<String> tokens = made.stream()
                    .map(key -> KeyClient.exchange(server, key))
                    .filter(answer -> answer.statusCode() == 200)
                    .map(answer -> text(JsonMapper.shared().readTree(answer.body()), "access_token"))
                    .toList();

            awaitDeleted(id);

            for (String one : tokens) {
                await().atMost(SOON).until(() -> errorCode(other.ask(ME, one)).equals("UNAUTHENTICATED"));
            }
            for (String key : made) {
                assertThat(KeyClient.exchange(other, key).statusCode()).isEqualTo(400);
            }
        }
    }

    @Test
    void asked_twice_at_once_it_is_deleted_once_and_afterwards_there_is_none() throws InterruptedException {
        String id = text(admin.createService("Twice", "user"), "id");
        String token = admin.token();
        List<Thread> asking = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asking.add(Thread.ofVirtual().start(() -> asked(id, token)));
        }
        for (Thread one : asking) {
            one.join();
        }
        awaitDeleted(id);

        assertThat(errorCode(asked(id, token))).isEqualTo("NOT_FOUND");
        assertThat(server.ask(
                                "query Q($id: ID!) { auditLog(filter: {subjectId: $id, kinds: [ACCOUNT_CLOSED]})"
                                        + " { nodes { kind } } }",
                                Map.of("id", id),
                                admin.token())
                        .at("/data/auditLog/nodes"))
                .hasSize(1);
    }

    @Test
    void people_accounts_of_others_and_those_beyond_the_caller_are_not_deleted_so() {
        KeyClient ann = KeyClient.of(server, "main", "ann", "user");
        KeyClient acme = KeyClient.of(server, "acme", "boss", "admin");
        String id = text(admin.createService("Kept", "admin"), "id");
        KeyClient clerk = KeyClient.of(server, "main", "clerk", "operator");

        assertThat(errorCode(asked(ann.id(), admin.token()))).isEqualTo("NOT_FOUND");
        assertThat(errorCode(asked(id, acme.token()))).isEqualTo("NOT_FOUND");
        assertThat(errorCode(asked(id, ann.token()))).isEqualTo("FORBIDDEN");
        assertThat(errorCode(asked(id, clerk.token()))).isEqualTo("FORBIDDEN");
        assertThat(isListed(id)).isTrue();
    }
}
