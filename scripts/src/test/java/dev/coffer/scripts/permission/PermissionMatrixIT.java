package dev.coffer.scripts.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.auth.user.NewUser;
import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import dev.coffer.scripts.permission.Operation.Reach;
import dev.coffer.scripts.run.CofferHome;
import dev.coffer.scripts.run.LocalSystem;
import dev.coffer.scripts.run.Service;
import dev.coffer.scripts.run.SystemPorts;
import dev.coffer.scripts.schema.PublicSchema;
import dev.coffer.scripts.user.DirectUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Every root field of every subgraph, asked for through the gateway by nobody, by each built-in role, for somebody else and by people of another tenant. To write
 * {@code docs/reference/permissions.md} and {@code schema.graphql} anew: {@code ./mvnw -pl scripts -am verify -Dit.test=PermissionMatrixIT -Dtest=NoSuch
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false -Dcoffer.reference.write=true}.
 */
class PermissionMatrixIT {

    private static final Path REFERENCE = Path.of("..", "docs", "reference", "permissions.md");
    private static final Path SCHEMA = Path.of("..", "docs", "reference", "schema.graphql");
    private static final int FEWEST = 100;

    /** Where the use case is stricter than the permission, and why. */
    private static final Map<String, String> STRICTER = Map.of(
            "setting by tenant-admin", "has to say which tenant",
            "settings by tenant-admin", "has to say which tenant");

    /** What answers for an id that nobody has as well, in the caller's own tenant, and why. */
    private static final Map<String, String> ANSWERED_FOR_ANYBODY = Map.ofEntries(
            Map.entry("bonusPlayer", "a player of whom nothing is known yet has nothing yet"),
            Map.entry("saveBonusPlayer", "what staff say of a player is kept before anything else is known"),
            Map.entry(
                    "setBonusHousehold",
                    "whom staff say to live together is kept before anything else is known, under the staff's own tenant"),
            Map.entry("markSeen", "what is not the caller's own is left out"),
            Map.entry("kycRisk", "of a user of whom nothing is known nothing speaks for a risk"),
            Map.entry("unregisterDevice", "a device that is not the caller's is gone for them already"),
            Map.entry("kycProfile", "a user of whom nothing is known yet has an empty profile"),
            Map.entry("pointsCheck", "a player of whom nothing is known has a book without entries"),
            Map.entry(
                    "referralTree", "nobody was brought along by, or brought along, a player of whom nothing is known"),
            Map.entry("rollbackBet", "a bet that is not there yet is forestalled"),
            Map.entry("setUserLimit", "limits are set for users who have no wallet yet"));

    private static final PermissionReference MATRIX = new PermissionReference();
    private static final List<Operation> OPERATIONS = new ArrayList<>();
    private static final Map<String, Person> BY_ROLE = new LinkedHashMap<>();

    private static final String TENANTS = "coffer.auth.tenants";
    private static final String OTHER_TENANT = "acme";
    /** Access tokens of people of another tenant, by the one role that they hold. */
    private static final Map<String, String> ELSEWHERE = new LinkedHashMap<>();

    private static LocalSystem system;
    private static GatewayClient client;

    @BeforeAll
    static void start(@TempDir Path home) {
        // The services of this system run in this JVM and read it there.
        System.setProperty(TENANTS, "main," + OTHER_TENANT);
        system = LocalSystem.start(new LocalSystem.Request(
                new CofferHome(home), SystemPorts.free(), List.of(Service.values()), false, line -> {}));
        client = new GatewayClient(system.ports().gatewayUrl());
        for (Service service : Service.values()) {
            try (GatewayClient subgraph = new GatewayClient(system.ports().graphQlUrl(service))) {
                String sdl = subgraph.ask("{ _service { sdl } }", Map.of(), null)
                        .ok()
                        .text("/_service/sdl");
                OPERATIONS.addAll(Operation.of(service.key(), sdl));
            }
        }
        PermissionReference.ROLES.forEach(role -> BY_ROLE.put(role, holding(role)));
        List.of("user", "operator", "tenant-admin").forEach(role -> ELSEWHERE.put(role, elsewhere(role)));
    }

    private static String elsewhere(String role) {
        Person person = Person.unknown(client, role);
        DirectUsers.create(
                system.authSettings(),
                NewUser.parse(OTHER_TENANT, person.email(), null, role, null, person.password(), null, Set.of(role)));
        Map<String, String> input =
                Map.of("tenant", OTHER_TENANT, "identifier", person.email(), "password", person.password());
        String document = "mutation L($input: LoginInput!) { login(input: $input) { ... on Session { accessToken } } }";
        Answer[] session = new Answer[1];
        Person.await("an account of another tenant", () -> {
            session[0] = client.ask(document, Map.of("input", input), null);
            return session[0].at("/login").has("accessToken");
        });
        return session[0].text("/login/accessToken");
    }

    /** Somebody with that role and no other. */
    private static Person holding(String role) {
        Person person = Person.unknown(client, role);
        DirectUsers.create(
                system.authSettings(),
                NewUser.parse("main", person.email(), null, role, null, person.password(), null, Set.of(role)));
        return person.login();
    }

    @AfterAll
    static void stop() {
        System.clearProperty(TENANTS);
        client.close();
        system.close();
    }

    @Test
    void the_reviewed_table_says_what_the_schemas_and_roles_say() throws IOException {
        String expected = MATRIX.text(OPERATIONS);
        if (Boolean.getBoolean("coffer.reference.write")) {
            Files.writeString(REFERENCE, expected);
        }
        assertThat(OPERATIONS).hasSizeGreaterThan(FEWEST);
        assertThat(REFERENCE)
                .as(
                        "who may do what has changed: write it anew with -Dcoffer.reference.write=true and read the difference")
                .hasContent(expected);
    }

    /** Here, since a whole system is up; what breaks clients is {@code SchemaReleaseTest}'s question. */
    @Test
    void the_schema_on_file_is_the_one_that_clients_see() throws IOException {
        String expected = PublicSchema.of(client);
        if (Boolean.getBoolean("coffer.reference.write")) {
            Files.writeString(SCHEMA, expected);
        }
        assertThat(SCHEMA)
                .as(
                        "the public schema has changed: write it anew with -Dcoffer.reference.write=true and read the difference")
                .hasContent(expected);
    }

    @Test
    void nobody_gets_what_is_not_public() {
        SoftAssertions all = new SoftAssertions();
        asked().filter(one -> one.urn() != null)
                .forEach(one -> all.assertThat(codes(one, "somebody", null))
                        .as(one.name() + " without a token")
                        .containsExactly("UNAUTHENTICATED"));
        all.assertAll();
    }

    @Test
    void a_role_gets_nothing_that_it_does_not_reach() {
        SoftAssertions all = new SoftAssertions();
        BY_ROLE.forEach((role, person) -> asked().filter(one -> one.reach(MATRIX.policy(), role) == Reach.NONE)
                .forEach(one -> all.assertThat(codes(one, person.id(), person.token()))
                        .as(one.name() + " by " + role)
                        .containsExactly("FORBIDDEN")));
        all.assertAll();
    }

    @Test
    void who_reaches_their_own_does_not_reach_what_the_argument_says_is_anothers() {
        SoftAssertions all = new SoftAssertions();
        String other = Person.unknown(client, "other").join("Other").id();
        BY_ROLE.forEach((role, person) -> asked().filter(one -> one.reach(MATRIX.policy(), role) == Reach.OWN)
                .filter(one -> !one.owner().isEmpty())
                .forEach(one -> all.assertThat(codes(one, other, person.token()))
                        .as(one.name() + " of another by " + role)
                        .containsExactly("FORBIDDEN")));
        all.assertAll();
    }

    @Test
    void whoever_acts_as_somebody_changes_nothing_whatever_that_somebody_may() {
        SoftAssertions all = new SoftAssertions();
        Person admin = holding("admin");
        BY_ROLE.forEach((role, person) -> {
            String token = impersonated(admin, person);
            asked().filter(one -> one.kind().equals("Mutation") && one.urn() != null)
                    .forEach(one -> all.assertThat(codes(one, person.id(), token))
                            .as(one.name() + " as " + role)
                            .containsExactly("FORBIDDEN"));
        });
        all.assertAll();
    }

    private static String impersonated(Person admin, Person person) {
        return client.ask(
                        "mutation { impersonateUser(input: {userId: \"" + person.id()
                                + "\", reason: \"A test\"}) { ... on Impersonation { accessToken } } }",
                        Map.of(),
                        admin.token())
                .ok()
                .text("/impersonateUser/accessToken");
    }

    @Test
    void what_a_role_reaches_is_not_withheld() {
        SoftAssertions all = new SoftAssertions();
        BY_ROLE.forEach((role, person) -> asked().filter(one -> one.kind().equals("Query"))
                .filter(one -> one.urn() == null || one.urn().target().equals("all"))
                .filter(one -> one.reach(MATRIX.policy(), role) == Reach.ALL)
                .filter(one -> !STRICTER.containsKey(one.name() + " by " + role))
                .forEach(one -> all.assertThat(codes(one, person.id(), person.token()))
                        .as(one.name() + " by " + role)
                        .doesNotContain("UNAUTHENTICATED", "FORBIDDEN", "INTERNAL")));
        all.assertAll();
    }

    @Test
    void a_role_of_another_tenant_gets_nothing_that_it_does_not_reach_either() {
        SoftAssertions all = new SoftAssertions();
        ELSEWHERE.forEach((role, token) -> asked().filter(one -> one.reach(MATRIX.policy(), role) == Reach.NONE)
                .forEach(one -> all.assertThat(codes(one, "somebody", token))
                        .as(one.name() + " by " + role + " of another tenant")
                        .containsExactly("FORBIDDEN")));
        all.assertAll();
    }

    @Test
    void what_belongs_to_a_tenant_is_not_there_for_anybody_of_another() {
        SoftAssertions all = new SoftAssertions();
        Person ann = Person.unknown(client, "ann").join("Ann");
        for (String id : List.of(ann.id(), ann.wallet("EUR"))) {
            ELSEWHERE.forEach((role, token) -> asked().map(one -> new SampleDocument(one, id, id))
                    .filter(SampleDocument::asksById)
                    .filter(one ->
                            !ANSWERED_FOR_ANYBODY.containsKey(one.operation().name()))
                    .forEach(one -> all.assertThat(isAnswered(one, token))
                            .as(one.text() + " by " + role + " of another tenant")
                            .isFalse()));
        }
        all.assertAll();
        ann.ask("{ me { id } }").ok();
    }

    /** Whether something was found or done: neither an error nor a refusal nor an empty list. */
    private static boolean isAnswered(SampleDocument one, String token) {
        Answer answer = client.ask(one.text(), Map.of(), token);
        JsonNode found = answer.at("/" + one.operation().name());
        JsonNode shown = found.has("nodes") ? found.path("nodes") : found;
        return !answer.hasErrors()
                && !shown.isNull()
                && !(shown.isContainer() && shown.isEmpty())
                && !found.path("__typename").asString("").equals("Refusal");
    }

    /** Subscriptions are asked for in another way; they carry the same directives. */
    private static Stream<Operation> asked() {
        return OPERATIONS.stream().filter(one -> !one.kind().equals("Subscription"));
    }

    private static List<String> codes(Operation one, String owner, @Nullable String token) {
        Answer answer = client.ask(new SampleDocument(one, owner).text(), Map.of(), token);
        return answer.errorCodes();
    }
}
