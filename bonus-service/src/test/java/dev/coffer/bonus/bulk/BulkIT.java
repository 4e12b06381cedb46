package dev.coffer.bonus.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.bonus.offer.GiveByOperator;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.Followed;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
class BulkIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BULK = "id total given refused endedAt";
    private static final Map<String, Object> WORKING = Map.of("coffer.bonus.bulk.every", "100ms");

    private TestTokens tokens;
    private String database;

    @BeforeEach
    void start() {
        tokens = TestTokens.start();
        database = TestStores.freshDatabase(BulkIT.class);
    }

    @AfterEach
    void stop() {
        tokens.close();
    }

    private TestService service(Map<String, Object> settings) {
        return TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, settings);
    }

    private String admin() {
        return tokens.user("adam", "main", "admin");
    }

    private void publish(TestService service, String code, Map<String, Object> more) {
        Map<String, Object> content = new HashMap<>(Map.of(
                "name",
                "A bonus",
                "type",
                "CUSTOM",
                "triggers",
                List.of("OPERATOR"),
                "value",
                Map.of("fixed", Map.of("amount", "5", "currency", "EUR"))));
        content.putAll(more);
        ask(service, "saveBonusTemplate", Map.of("code", code, "content", content), "... on BonusTemplate { code }");
        JsonNode published = ask(
                service, "publishBonusTemplate", Map.of("code", code, "version", 1), "... on BonusTemplate { status }");
        assertThat(published.at("/status").asString()).isEqualTo("PUBLISHED");
    }

    private JsonNode ask(TestService service, String mutation, Map<String, ?> input, String selection) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        JsonNode answer = service.ask(
                "mutation($input: " + type + "!) { " + mutation + "(input: $input) { __typename " + selection
                        + " ... on Refusal { code message } } }",
                Map.of("input", input),
                admin());
        return answer.at("/data/" + mutation).isMissingNode()
                        || answer.at("/data/" + mutation).isNull()
                ? answer
                : answer.at("/data/" + mutation);
    }

    private JsonNode begin(TestService service, String code, List<String> users, String key) {
        Map<String, Object> input = Map.of("templateCode", code, "userIds", users, "idempotencyKey", key);
        return ask(service, "bulkAwardBonuses", input, "... on BonusBulk { " + BULK + " }");
    }

    private JsonNode bulk(TestService service, String id, String token) {
        return service.ask(
                "query($id: ID!) { bonusBulk(id: $id) { " + BULK
                        + " refusals(first: 100) { totalCount nodes { userId code message } } } }",
                Map.of("id", id),
                token);
    }

    private JsonNode awaitEnd(TestService service, String id) {
        await("the end")
                .atMost(PATIENCE)
                .until(() -> !bulk(service, id, admin())
                        .at("/data/bonusBulk/endedAt")
                        .asString("")
                        .isEmpty());
        return bulk(service, id, admin()).at("/data/bonusBulk");
    }

    private static List<String> users(int count) {
        return IntStream.range(0, count).mapToObj(i -> "user-" + i).toList();
    }

    /** Nobody has two. */
    private static long awards(TestService service) {
        Set<String> users = new HashSet<>();
        for (Document award :
                service.bean(MongoDatabase.class).getCollection("awards").find()) {
            assertThat(users.add(award.getString("userId")))
                    .as(award.getString("userId"))
                    .isTrue();
        }
        return users.size();
    }

    @Test
    void two_replicas_give_each_user_once_until_the_budget_is_spent_and_name_who_is_left() {
        try (TestService service = service(WORKING);
                TestService other = service(WORKING)) {
            publish(
                    service,
                    "MANY",
                    Map.of(
                            "budget", Map.of("total", Map.of("amount", "600", "currency", "EUR")),
                            "approvalAbove", Map.of("amount", "4", "currency", "EUR")));
            String id = begin(service, "MANY", users(150), "key").at("/id").asString();
            assertThat(begin(other, "MANY", users(150), "key").at("/id").asString())
                    .isEqualTo(id);

            JsonNode ended = awaitEnd(other, id);
            assertThat(ended.at("/given").asInt()).isEqualTo(120);
            assertThat(ended.at("/refused").asInt()).isEqualTo(30);
            assertThat(ended.at("/refusals/totalCount").asInt()).isEqualTo(30);
            assertThat(ended.at("/refusals/nodes/0/userId").asString()).isEqualTo("user-120");
            assertThat(ended.at("/refusals/nodes/0/code").asString()).isEqualTo("BONUS_BUDGET_SPENT");
            assertThat(ended.at("/refusals/nodes/0/message").asString()).contains("budget");
            assertThat(awards(service)).isEqualTo(120);
            assertThat(service.bean(MongoDatabase.class)
                            .getCollection("awards")
                            .countDocuments(Filters.eq("needsApproval", true)))
                    .isEqualTo(120);
            assertThat(TestService.errorCode(bulk(service, id, tokens.user("olga", "other", "operator"))))
                    .isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void who_follows_is_told_from_the_first_to_the_end() {
        try (TestService service = service(WORKING)) {
            publish(service, "MANY", Map.of());
            String id = begin(service, "MANY", users(210), "key").at("/id").asString();
            String follow = "subscription { bonusBulkProgressed(id: \"" + id + "\") { total given endedAt } }";
            Followed[] followed = new Followed[1];
            await().atMost(PATIENCE).until(() -> {
                Followed tried = Followed.begin(service, admin(), follow);
                await().until(() -> tried.hasBegun() || tried.isRefused());
                followed[0] = tried;
                return tried.hasBegun();
            });

            await().atMost(PATIENCE).until(followed[0]::isComplete);
            JsonNode last = followed[0].events().getLast();
            assertThat(last.at("/data/bonusBulkProgressed/given").asInt()).isEqualTo(210);
            assertThat(last.at("/data/bonusBulkProgressed/endedAt").asString()).isNotEmpty();
            assertThat(followed[0].events()).hasSizeLessThanOrEqualTo(5);
            followed[0].close();
        }
    }

    @Test
    void what_a_replica_leaves_behind_that_died_is_gone_on_with_when_its_lease_is_over() {
        try (TestService idle = service(Map.of("coffer.bonus.bulk.every", "1h"))) {
            publish(idle, "MANY", Map.of());
            String id = begin(idle, "MANY", users(20), "key").at("/id").asString();
            BonusBulks bulks = idle.bean(BonusBulks.class);
            Instant over = Instant.now().plusSeconds(3);
            BonusBulk taken = Objects.requireNonNull(bulks.lease("dead", Instant.now(), over));
            List<BonusBulks.Waiting> waiting = bulks.waiting(taken, 4);
            waiting.subList(0, 3).forEach(user -> give(idle, taken, user, false));
            assertThatThrownBy(() -> give(idle, taken, waiting.getLast(), true)).hasMessage("kill -9");

            try (TestService working = service(WORKING)) {
                JsonNode ended = awaitEnd(working, id);
                assertThat(Instant.parse(ended.at("/endedAt").asString())).isAfterOrEqualTo(over.minusMillis(1));
                assertThat(ended.at("/given").asInt()).isEqualTo(20);
                assertThat(awards(working)).isEqualTo(20);
            }
        }
    }

    private static void give(TestService service, BonusBulk bulk, BonusBulks.Waiting user, boolean dies) {
        service.bean(Transactions.class).run(unit -> {
            assertThat(service.bean(BonusBulks.class).take(unit, bulk, user)).isTrue();
            GiveByOperator.Answer answer = service.bean(GiveByOperator.class)
                    .award(
                            unit,
                            new GiveByOperator.Request(
                                    "main", "adam", user.userId(), "MANY", null, "bulk:" + bulk.id()));
            service.bean(BonusBulks.class).answer(unit, bulk, user, answer, Instant.now());
            if (dies) {
                throw new IllegalStateException("kill -9");
            }
        });
    }

    @Test
    void what_is_not_awarded_by_operators_or_names_users_twice_is_not_begun() {
        try (TestService service = service(WORKING)) {
            publish(service, "CLAIMED", Map.of("triggers", List.of("CLAIM")));
            assertThat(begin(service, "CLAIMED", users(1), "a").at("/code").asString())
                    .isEqualTo("BONUS_NOT_ELIGIBLE");
            assertThat(TestService.errorCode(begin(service, "NONE", users(1), "b")))
                    .isEqualTo("NOT_FOUND");
            assertThat(TestService.errorCode(begin(service, "CLAIMED", List.of("ann", "ann"), "c")))
                    .isEqualTo("INVALID_INPUT");
            assertThat(TestService.errorCode(begin(service, "CLAIMED", users(10_001), "d")))
                    .isEqualTo("INVALID_INPUT");
        }
    }

    @Test
    void ten_thousand_users_fit_into_one_request() {
        try (TestService idle = service(Map.of("coffer.bonus.bulk.every", "1h"))) {
            publish(idle, "MANY", Map.of());
            assertThat(begin(idle, "MANY", users(10_000), "key").at("/total").asInt())
                    .isEqualTo(10_000);
        }
    }
}
