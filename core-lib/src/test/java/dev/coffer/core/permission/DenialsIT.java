package dev.coffer.core.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.graphql.sample.SampleApplication;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What a real service denies is found again by its administrators. */
@ExtendWith(StoresExtension.class)
class DenialsIT {

    private static final String LIST = "query($user: ID, $first: Int, $after: String) {"
            + " sampleDenials(filter: {userId: $user}, first: $first, after: $after) {"
            + " nodes { id userId permission field ownerIds reason correlationId count at lastAt }"
            + " pageInfo { hasNextPage endCursor } } }";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static TestTokens tokens;
    private static TestService service;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(SampleApplication.class, "sample", database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    @BeforeEach
    void nothing_denied() {
        service.bean(StoredDenials.class).write();
        service.bean(MongoDatabase.class).getCollection("denials").deleteMany(new Document());
    }

    private static JsonNode parcelsOf(String owner, String token) {
        return service.ask("query($owner: ID!) { parcelsOf(userId: $owner) { id } }", Map.of("owner", owner), token);
    }

    private static JsonNode denialsTo(String user, String tenant) {
        return service.ask(LIST, Map.of("user", user), tokens.user("ada", tenant, "admin"))
                .at("/data/sampleDenials/nodes");
    }

    private static JsonNode awaitDenials(String user, int count) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> denialsTo(user, "main"),
                        found -> found.at("/0/count").asInt() >= count);
    }

    @Test
    void a_denial_is_found_with_who_what_whose_where_why_and_which_request() {
        JsonNode answer = parcelsOf("ann", tokens.user("bob"));
        assertThat(TestService.errorCode(answer)).isEqualTo("FORBIDDEN");

        JsonNode denials = awaitDenials("bob", 1);

        assertThat(denials.size()).isEqualTo(1);
        JsonNode denial = denials.path(0);
        assertThat(denial.path("userId").asString()).isEqualTo("bob");
        assertThat(denial.path("permission").asString()).isEqualTo("wallet:read");
        assertThat(denial.path("field").asString()).isEqualTo("Query.parcelsOf");
        assertThat(denial.at("/ownerIds/0").asString()).isEqualTo("ann");
        assertThat(denial.path("reason").asString()).contains("someone else owns the target");
        assertThat(denial.path("correlationId").asString())
                .isEqualTo(answer.at("/errors/0/extensions/correlationId").asString());
        assertThat(denial.path("count").asInt()).isEqualTo(1);
        assertThat(denial.path("at").asString()).isEqualTo(denial.path("lastAt").asString());
    }

    @Test
    void what_a_use_case_conceals_is_found_too() {
        Permissions permissions = service.bean(Permissions.class);
        var mallory = new dev.coffer.core.identity.Caller("mallory", "main", Set.of("user"), "s");
        permissions.recordDenial(mallory, "transfer", "read", "ann");

        JsonNode denial = awaitDenials("mallory", 1).path(0);

        assertThat(denial.path("permission").asString()).isEqualTo("transfer:read");
        assertThat(denial.path("field").isNull()).isTrue();
        assertThat(denial.at("/ownerIds/0").asString()).isEqualTo("ann");
    }

    @Test
    void what_is_permitted_leaves_no_trace() {
        parcelsOf("ann", tokens.user("ann"));
        parcelsOf("ann", tokens.user("eve"));
        awaitDenials("eve", 1);
        assertThat(denialsTo("ann", "main").size()).isZero();
    }

    @Test
    void who_tries_one_id_after_the_other_makes_few_documents() {
        String eve = tokens.user("eve");
        int tries = 60;
        for (int i = 0; i < tries; i++) {
            parcelsOf("user-" + i, eve);
        }

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonNode found = denialsTo("eve", "main");
            int counted = 0;
            for (JsonNode denial : found) {
                counted += denial.path("count").asInt();
                assertThat(denial.path("ownerIds").size()).isBetween(1, DenialLimits.DEFAULT.ownerIds());
            }
            assertThat(counted).isEqualTo(tries);
            // Two where the window ended in between.
            assertThat(found.size()).isBetween(1, 2);
        });
    }

    @Test
    void administrators_see_the_own_tenant_and_nobody_else_sees_anything() {
        parcelsOf("ann", tokens.user("bob"));
        awaitDenials("bob", 1);

        assertThat(denialsTo("bob", "other").size()).isZero();
        assertThat(TestService.errorCode(service.ask(LIST, tokens.user("bob")))).isEqualTo("FORBIDDEN");
        assertThat(TestService.errorCode(service.ask(LIST, tokens.user("olga", "main", "operator"))))
                .isEqualTo("FORBIDDEN");
        assertThat(TestService.errorCode(service.ask(LIST, (String) null))).isEqualTo("UNAUTHENTICATED");
    }

    private static Tally tally(String userId, String ownerId, int second) {
        return Tally.of(new Denied(
                "main", userId, "wallet", "read", "Query.wallet", ownerId, "why", null, NOON.plusSeconds(second)));
    }

    @Test
    void replicas_count_together_within_a_window_and_anew_after_it() {
        MongoDatabase database = service.bean(MongoDatabase.class);
        MongoDenials one = new MongoDenials(database, DenialLimits.DEFAULT);
        MongoDenials other = new MongoDenials(database, DenialLimits.DEFAULT);

        assertThat(one.add(List.of(tally("bob", "ann", 10)))).isEmpty();
        assertThat(other.add(List.of(tally("bob", "carl", 20)))).isEmpty();
        assertThat(one.add(List.of(tally("bob", "ann", 301)))).isEmpty();

        List<Denial> found = one.list("main", "bob", null, true, 10);
        assertThat(found).extracting(Denial::count).containsExactly(1L, 2L);
        assertThat(found.getLast().ownerIds()).containsExactlyInAnyOrder("ann", "carl");
        assertThat(found.getLast().at()).isEqualTo(NOON.plusSeconds(10));
        assertThat(found.getLast().lastAt()).isEqualTo(NOON.plusSeconds(20));
    }

    @Test
    void pages_go_through_all_of_them_once_also_where_times_are_equal() {
        MongoDenials store = new MongoDenials(service.bean(MongoDatabase.class), DenialLimits.DEFAULT);
        List<Tally> tallies = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            tallies.add(tally("user-" + i, "ann", i / 3));
        }
        store.add(tallies);
        List<String> seen = new ArrayList<>();
        String admin = tokens.user("ada", "main", "admin");
        JsonNode page = service.ask(LIST, Map.of("first", 10), admin).at("/data/sampleDenials");
        while (true) {
            page.path("nodes").forEach(node -> seen.add(node.path("userId").asString()));
            if (!page.at("/pageInfo/hasNextPage").asBoolean() || seen.size() > tallies.size()) {
                break;
            }
            String cursor = page.at("/pageInfo/endCursor").asString();
            page = service.ask(LIST, Map.of("first", 10, "after", cursor), admin)
                    .at("/data/sampleDenials");
        }
        assertThat(seen).hasSize(tallies.size()).doesNotHaveDuplicates();
    }

    @Test
    void they_expire_after_ninety_days() {
        List<Document> indexes = service.bean(MongoDatabase.class)
                .getCollection("denials")
                .listIndexes()
                .into(new ArrayList<>());
        assertThat(indexes)
                .filteredOn(index -> "denials_expiry".equals(index.getString("name")))
                .singleElement()
                .satisfies(index -> assertThat(String.valueOf(index.get("expireAfterSeconds")))
                        .isEqualTo(String.valueOf(Duration.ofDays(90).toSeconds())));
    }

    @Test
    void a_service_whose_schema_names_an_owner_that_is_not_there_does_not_start(@FreshDatabase String database) {
        Map<String, Object> crooked = Map.of(
                "dgs.graphql.schema-locations",
                "classpath*:schema/shared/**/*.graphql*,classpath*:schema/sample/**/*.graphql*,"
                        + "classpath*:schema/crooked/**/*.graphql*");
        assertThatThrownBy(() -> TestService.start(SampleApplication.class, "sample", database, tokens, crooked)
                        .close())
                .hasStackTraceContaining("The owner 'input.userID' of Mutation.crooked does not exist:"
                        + " CrookedInput has no field 'userID'.");
    }
}
