package dev.coffer.auth.user;

import static dev.coffer.auth.AuthServer.errorCode;
import static dev.coffer.auth.AuthServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.auth.AuthServer;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(StoresExtension.class)
final class RegistrationIT {

    private static final String PASSWORD = "correct horse battery";
    private static AuthServer server;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        server = AuthServer.start(database, AuthServer.STANDARD_HASHING);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_user_and_the_event_are_saved_together() {
        JsonNode user = server.register(Map.of(
                "email", "event@example.com",
                "phone", "+4915100000001",
                "password", PASSWORD,
                "displayName", "Eve",
                "locale", "fr",
                "referralCode", "ADA-7Q4"));

        Document event = onlyEventOf(text(user, "id"));
        JsonNode data = JsonMapper.shared().readTree(event.getString("data"));

        assertThat(event.getString("eventType")).isEqualTo("user.registered");
        assertThat(event.getString("tenantId")).isEqualTo("main");
        assertThat(text(data, "userId")).isEqualTo(text(user, "id"));
        assertThat(text(data, "tenantId")).isEqualTo("main");
        assertThat(text(data, "displayName")).isEqualTo("Eve");
        assertThat(text(data, "locale")).isEqualTo("fr");
        assertThat(text(data, "referralCode")).isEqualTo("ADA-7Q4");
        assertThat(event.toJson()).doesNotContain("event@example.com", "+49151", PASSWORD, "argon2");
    }

    @Test
    void the_password_is_stored_as_argon2id_only_and_apart_from_the_user() {
        String id = server.registered("stored@example.com", PASSWORD);

        Document user = Objects.requireNonNull(collection("users", id));
        Document credentials = Objects.requireNonNull(collection("credentials", id));

        assertThat(user.toJson()).doesNotContain("argon2", PASSWORD);
        assertThat(credentials.getString("password")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(credentials.toJson()).doesNotContain(PASSWORD);
    }

    @Test
    void a_taken_contact_is_refused_in_any_spelling_and_changes_nothing() {
        server.registered("taken@example.com", PASSWORD);
        long users = count("users");
        long events = count("outbox");

        JsonNode again = server.register(
                Map.of("email", " TAKEN@example.com", "password", "another password", "displayName", "Thief"));

        assertThat(text(again, "code")).isEqualTo("CONTACT_UNAVAILABLE");
        assertThat(again.path("field").isNull()).isTrue();
        assertThat(count("users")).isEqualTo(users);
        assertThat(count("credentials")).isEqualTo(users);
        assertThat(count("outbox")).isEqualTo(events);
        assertThat(text(server.login("taken@example.com", "another password"), "code"))
                .isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void of_many_registrations_with_one_contact_at_once_exactly_one_wins() throws InterruptedException {
        ConcurrentLinkedQueue<JsonNode> answers = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            threads.add(Thread.ofVirtual()
                    .start(() -> answers.add(server.register(
                            Map.of("email", "race@example.com", "password", PASSWORD, "displayName", "Racer")))));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(answers).hasSize(12);
        assertThat(answers.stream().filter(answer -> text(answer, "__typename").equals("User")))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> text(answer, "__typename").equals("Refusal")))
                .allMatch(refusal -> text(refusal, "code").equals("CONTACT_UNAVAILABLE"));
    }

    @Test
    void tenants_do_not_know_of_each_others_users() {
        String main = server.registered("both@example.com", PASSWORD);
        JsonNode acme = server.register(Map.of(
                "tenant", "acme", "email", "both@example.com", "password", "acme password", "displayName", "Both"));

        assertThat(text(acme, "id")).isNotEqualTo(main);
        assertThat(text(server.login("both@example.com", "acme password"), "code"))
                .isEqualTo("INVALID_CREDENTIALS");
        JsonNode session =
                server.login(Map.of("tenant", "acme", "identifier", "both@example.com", "password", "acme password"));
        assertThat(text(session.path("user"), "id")).isEqualTo(text(acme, "id"));
    }

    @Test
    void an_unknown_tenant_is_an_error_that_names_the_field() {
        JsonNode answer =
                raw(Map.of("tenant", "nosuch", "email", "x@example.com", "password", PASSWORD, "displayName", "X"));

        assertThat(errorCode(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.at("/errors/0/extensions/field").asString()).isEqualTo("input.tenant");
    }

    @Test
    void nobody_registers_with_roles_a_status_or_an_id_of_their_choice() {
        for (Map.Entry<String, Object> extra : Map.<String, Object>of(
                        "roles", List.of("admin"), "status", "ACTIVE", "id", "1", "version", 7)
                .entrySet()) {
            Map<String, Object> input =
                    new HashMap<>(Map.of("email", "mass@example.com", "password", PASSWORD, "displayName", "Mass"));
            input.put(extra.getKey(), extra.getValue());

            JsonNode answer = raw(input);

            assertThat(errorCode(answer)).as(extra.getKey()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
        }
        assertThat(text(server.login("mass@example.com", PASSWORD), "code")).isEqualTo("INVALID_CREDENTIALS");
    }

    @Test
    void a_weak_password_is_refused_by_its_code() {
        assertThat(text(weak("short"), "code")).isEqualTo("PASSWORD_TOO_SHORT");
        assertThat(text(weak("x".repeat(129)), "code")).isEqualTo("PASSWORD_TOO_LONG");
        assertThat(text(weak("Password1"), "code")).isEqualTo("PASSWORD_TOO_COMMON");
        assertThat(text(weak("weak@example.com"), "code")).isEqualTo("PASSWORD_TOO_COMMON");
        assertThat(text(weak("short"), "field")).isEqualTo("input.password");
    }

    @Test
    void a_malformed_contact_is_an_error_that_names_the_field() {
        JsonNode answer = raw(Map.of("email", "nonsense", "password", PASSWORD, "displayName", "X"));

        assertThat(errorCode(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.at("/errors/0/extensions/field").asString()).isEqualTo("input.email");
    }

    @Test
    void every_field_that_is_wrong_is_named_at_once() {
        JsonNode answer = raw(Map.of(
                "tenant", "nowhere",
                "email", "nonsense",
                "phone", "12",
                "password", PASSWORD,
                "displayName", " ",
                "locale", "not a tag",
                "referralCode", "no spaces"));

        assertThat(errorCode(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.at("/errors/0/extensions/problems").values())
                .extracting(problem -> problem.path("field").asString())
                .containsExactly(
                        "input.tenant",
                        "input.email",
                        "input.phone",
                        "input.displayName",
                        "input.locale",
                        "input.referralCode");
        assertThat(answer.at("/errors/0/extensions/problems").values())
                .allSatisfy(problem ->
                        assertThat(problem.path("message").asString()).isNotBlank());
    }

    @Test
    void a_missing_contact_is_named_beside_what_else_is_wrong() {
        JsonNode answer = raw(Map.of("password", PASSWORD, "displayName", " "));

        assertThat(TestService.wrongFields(answer)).containsExactly("input.email", "input.displayName");
    }

    @Test
    void the_command_line_makes_an_administrator_and_refuses_unknown_roles() {
        CreateUser createUser = server.bean(CreateUser.class);

        UserResult made = createUser.create(newUser("root@example.com", Set.of("user", "admin")));
        UserResult refused = createUser.create(newUser("emperor@example.com", Set.of("emperor")));

        assertThat(made).isInstanceOf(UserResult.Done.class);
        assertThat(server.login("root@example.com", PASSWORD).at("/user/roles").toString())
                .isEqualTo("[\"admin\",\"user\"]");
        assertThat(refused).isEqualTo(new UserResult.Refused(UserRefusal.ROLE_UNKNOWN, "input.roles"));
    }

    private static NewUser newUser(String email, Set<String> roles) {
        return NewUser.parse("main", email, null, "Root", null, PASSWORD, null, roles);
    }

    private static JsonNode weak(String password) {
        return server.register(Map.of("email", "weak@example.com", "password", password, "displayName", "Weak"));
    }

    private static JsonNode raw(Map<String, Object> input) {
        return server.ask(
                "mutation($input: RegisterInput!) { register(input: $input) { __typename } }",
                Map.of("input", input),
                null);
    }

    private static Document onlyEventOf(String userId) {
        List<Document> events = server.bean(MongoDatabase.class)
                .getCollection("outbox")
                .find(Filters.and(Filters.eq("key", userId), Filters.eq("eventType", "user.registered")))
                .into(new ArrayList<>());
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static Document collection(String name, String id) {
        return Objects.requireNonNull(server.bean(MongoDatabase.class)
                .getCollection(name)
                .find(Filters.eq("_id", id))
                .first());
    }

    private static long count(String collection) {
        return server.bean(MongoDatabase.class).getCollection(collection).countDocuments();
    }
}
