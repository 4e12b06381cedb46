package dev.coffer.auth.closing;

import static dev.coffer.auth.AuthServer.result;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.auth.AuthServer;
import dev.coffer.auth.closing.ClosingEvents.AccountClosable;
import dev.coffer.auth.closing.ClosingEvents.AccountClosed;
import dev.coffer.auth.closing.ClosingEvents.AccountKept;
import dev.coffer.auth.user.CreateUser;
import dev.coffer.auth.user.NewUser;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Accounts that are closed together with another service, which says everything twice, by two replicas of this one. */
@ExtendWith(StoresExtension.class)
class ClosingTogetherIT {

    private static final String TENANT = "main";
    private static final String PASSWORD = "correct horse battery";
    private static final String ADA = "ada@example.com";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, Object> WITH_VAULT =
            Map.of("coffer.auth.closing.participants", "vault", "coffer.auth.closing.patience", "0s");
    private static int tests;

    private TestEmitter vault;
    private AuthServer server;
    private AuthServer other;
    private String adaId = "";

    @BeforeEach
    void start(@FreshDatabase String database) {
        String own = database + "_" + ++tests;
        vault = TestEmitter.start(
                "vault",
                own + "_vault",
                List.of(
                        new EventType<>("account.closable", 1, AccountClosable.class),
                        new EventType<>("account.closed", 1, AccountClosed.class),
                        new EventType<>("account.kept", 1, AccountKept.class)));
        server = AuthServer.start(own, WITH_VAULT);
        other = AuthServer.start(own, WITH_VAULT);
        other.clock().set(server.now());
        for (String role : List.of("admin", "user")) {
            String email = role.equals("admin") ? "admin@example.com" : ADA;
            server.bean(CreateUser.class)
                    .create(NewUser.parse(TENANT, email, null, "Somebody", null, PASSWORD, null, Set.of(role)));
        }
        adaId = text(server.login(ADA, PASSWORD).path("user"), "id");
    }

    @AfterEach
    void stop() {
        other.close();
        server.close();
        vault.close();
    }

    private String admin() {
        return text(server.login("admin@example.com", PASSWORD), "accessToken");
    }

    /** Asked for at both replicas at once, and one closing all the same. */
    private Closing asked() throws InterruptedException {
        String admin = admin();
        List<Thread> asking = new ArrayList<>();
        for (AuthServer one : List.of(server, other)) {
            asking.add(Thread.ofVirtual()
                    .start(() -> one.ask(
                            "mutation C($id: ID!) { closeUserAccount(input: { userId: $id, reason: \"by letter\" })"
                                    + " { __typename } }",
                            Map.of("id", adaId),
                            admin)));
        }
        for (Thread one : asking) {
            one.join();
        }
        return closing();
    }

    private Closing closing() {
        return Objects.requireNonNull(server.bean(Closings.class).find(TENANT, adaId));
    }

    private void sayTwice(Object answer) {
        vault.tell(answer, adaId, TENANT);
        vault.tell(answer, adaId, TENANT);
    }

    private void pass(Duration time) {
        server.clock().advance(time);
        other.clock().advance(time);
    }

    private List<String> told() {
        List<String> told = server.bean(MongoDatabase.class)
                .getCollection("outbox")
                .find(Filters.eq("key", adaId))
                .sort(new Document("seq", 1))
                .map(event -> event.getString("eventType"))
                .into(new ArrayList<>());
        told.removeIf(type -> !type.startsWith("closing.") && !type.equals("user.closed"));
        return told;
    }

    private String status() {
        return result(
                        server.ask("query Q($id: ID!) { user(id: $id) { status } }", Map.of("id", adaId), admin()),
                        "user")
                .path("status")
                .asString();
    }

    @Test
    void each_question_is_told_once_and_the_account_is_erased_once() throws InterruptedException {
        Closing asked = asked();
        assertThat(asked.state()).isEqualTo(Closing.State.ASKED);

        sayTwice(new AccountClosable(adaId, asked.id()));
        await().atMost(PATIENCE).until(() -> closing().state() == Closing.State.WAITING);
        // Told too early it is not what was asked.
        sayTwice(new AccountClosed(adaId, asked.id()));
        pass(Duration.ofDays(31));
        await().atMost(PATIENCE).until(() -> closing().state() == Closing.State.CLOSING);
        assertThat(AuthServer.errorCode(server.ask(
                        "mutation($input: LoginInput!) { login(input: $input) { __typename } }",
                        Map.of("input", Map.of("identifier", ADA, "password", PASSWORD)),
                        null)))
                .isEqualTo("CONFLICT");
        sayTwice(new AccountClosed(adaId, asked.id()));

        await().atMost(PATIENCE).until(() -> status().equals("CLOSED"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told()).containsExactly("closing.asked", "closing.due", "user.closed"));
        assertThat(text(server.login(ADA, PASSWORD), "code")).isEqualTo("INVALID_CREDENTIALS");
        assertThat(server.ask(
                                "query Q($id: ID!) { auditLog(filter: {subjectId: $id, kinds: [ACCOUNT_CLOSED]})"
                                        + " { nodes { kind } } }",
                                Map.of("id", adaId),
                                admin())
                        .at("/data/auditLog/nodes"))
                .hasSize(1);
    }

    @Test
    void what_the_other_service_keeps_goes_on_and_nothing_is_erased() throws InterruptedException {
        Closing asked = asked();
        sayTwice(new AccountClosable(adaId, asked.id()));
        await().atMost(PATIENCE).until(() -> closing().state() == Closing.State.WAITING);
        pass(Duration.ofDays(31));
        await().atMost(PATIENCE).until(() -> closing().state() == Closing.State.CLOSING);

        sayTwice(new AccountKept(adaId, asked.id(), "WALLET_NOT_EMPTY"));

        await().atMost(PATIENCE).until(() -> closing().state() == Closing.State.KEPT);
        assertThat(told()).containsExactly("closing.asked", "closing.due");
        assertThat(status()).isEqualTo("ACTIVE");
        assertThat(text(server.login(ADA, PASSWORD).path("user"), "id")).isEqualTo(adaId);
    }
}
