package dev.coffer.auth.pending;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.AuthServer;
import dev.coffer.auth.code.CheckCode;
import dev.coffer.auth.code.CodeCheck;
import dev.coffer.auth.code.CodePurpose;
import dev.coffer.auth.code.DeliveredCodes;
import dev.coffer.auth.code.IssueCode;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
final class PendingIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String NODES = "{ nodes { id kind sentTo createdAt expiresAt } totalCount }";
    private static AuthServer server;

    private final String email = UUID.randomUUID() + "@example.com";
    private String userId = "";
    private String token = "";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void join() {
        userId = server.registered(email, PASSWORD);
        token = text(server.login(email, PASSWORD), "accessToken");
    }

    private void issue(CodePurpose purpose) {
        User user = Objects.requireNonNull(server.bean(Users.class).find("main", userId));
        server.bean(Transactions.class)
                .run(unit -> server.bean(IssueCode.class).issue(unit, purpose, user, user.contact()));
    }

    private static JsonNode pending(String token) {
        return server.ask("{ pendingOperations " + NODES + " }", token).at("/data/pendingOperations");
    }

    private static List<String> kinds(JsonNode connection) {
        return connection
                .path("nodes")
                .valueStream()
                .map(node -> text(node, "kind"))
                .toList();
    }

    private static JsonNode revoke(String id, String token) {
        return server.ask(
                "mutation($id: ID!) { revokePendingOperation(input: {id: $id}) { __typename"
                        + " ... on PendingOperation { id kind } } }",
                Map.of("id", id),
                token);
    }

    private static String join(String address, String role) {
        server.bean(CreateUser.class)
                .create(NewUser.parse("main", address, null, "Staff", null, PASSWORD, null, Set.of(role)));
        return text(server.login(address, PASSWORD), "accessToken");
    }

    @Test
    void a_user_sees_what_waits_for_a_code_and_where_it_was_sent_masked() {
        issue(CodePurpose.VERIFY_CONTACT);
        server.clock().advance(Duration.ofSeconds(1));
        issue(CodePurpose.RESET_PASSWORD);

        JsonNode pending = pending(token);

        assertThat(kinds(pending)).containsExactly("RESET_PASSWORD", "VERIFY_CONTACT");
        assertThat(pending.path("totalCount").asInt()).isEqualTo(2);
        assertThat(text(pending.at("/nodes/0"), "sentTo")).isEqualTo(email.charAt(0) + "***@e***.com");
        assertThat(pending.toString()).doesNotContain(email);
    }

    @Test
    void what_is_used_expired_or_worn_out_does_not_wait_any_more() {
        CheckCode check = server.bean(CheckCode.class);
        DeliveredCodes delivered = new DeliveredCodes(server);
        issue(CodePurpose.VERIFY_CONTACT);
        DeliveredCodes.Delivered used = delivered.latestTo(userId);
        assertThat(check.check("main", used.id(), CodePurpose.VERIFY_CONTACT, used.code()))
                .isInstanceOf(CodeCheck.Right.class);
        issue(CodePurpose.RESET_PASSWORD);
        for (int i = 0; i < 5; i++) {
            check.check("main", delivered.latestTo(userId).id(), CodePurpose.RESET_PASSWORD, "no code");
        }
        issue(CodePurpose.SIGN_IN);
        assertThat(kinds(pending(token))).containsExactly("SIGN_IN");

        server.clock().advance(Duration.ofMinutes(5));

        assertThat(kinds(pending(text(server.login(email, PASSWORD), "accessToken"))))
                .isEmpty();
    }

    @Test
    void what_is_revoked_counts_no_more() {
        issue(CodePurpose.VERIFY_CONTACT);
        DeliveredCodes.Delivered delivered = new DeliveredCodes(server).latestTo(userId);

        JsonNode revoked = revoke(delivered.id(), token).at("/data/revokePendingOperation");

        assertThat(text(revoked, "id")).isEqualTo(delivered.id());
        assertThat(text(revoked, "kind")).isEqualTo("VERIFY_CONTACT");
        assertThat(server.bean(CheckCode.class)
                        .check("main", delivered.id(), CodePurpose.VERIFY_CONTACT, delivered.code()))
                .isEqualTo(new CodeCheck.Over());
        assertThat(errorCode(revoke(delivered.id(), token))).isEqualTo("NOT_FOUND");
    }

    @Test
    void nobody_sees_or_revokes_what_is_anothers() {
        issue(CodePurpose.VERIFY_CONTACT);
        String id = new DeliveredCodes(server).latestTo(userId).id();
        String mallory = join(UUID.randomUUID() + "@example.com", "user");
        String document = "query($id: ID!) { user(id: $id) { pendingOperations " + NODES + " } }";

        assertThat(kinds(pending(mallory))).isEmpty();
        assertThat(errorCode(revoke(id, mallory))).isEqualTo("NOT_FOUND");
        assertThat(errorCode(server.ask(document, Map.of("id", userId), mallory)))
                .isEqualTo("NOT_FOUND");
        assertThat(errorCode(server.ask("{ pendingOperations { totalCount } }", null)))
                .isEqualTo("UNAUTHENTICATED");
        assertThat(kinds(pending(token))).containsExactly("VERIFY_CONTACT");
    }

    @Test
    void an_operator_sees_those_of_users_of_the_own_tenant() {
        issue(CodePurpose.VERIFY_CONTACT);
        String operator = join(UUID.randomUUID() + "@example.com", "operator");
        String document = "query($id: ID!) { user(id: $id) { pendingOperations " + NODES + " } }";

        JsonNode seen = server.ask(document, Map.of("id", userId), operator).at("/data/user/pendingOperations");

        assertThat(kinds(seen)).containsExactly("VERIFY_CONTACT");
        String elsewhere = text(
                server.register(Map.of("tenant", "acme", "email", email, "password", PASSWORD, "displayName", "A")),
                "id");
        assertThat(errorCode(server.ask(document, Map.of("id", elsewhere), operator)))
                .isEqualTo("NOT_FOUND");
    }
}
