package dev.coffer.sample.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.sample.SampleApplication;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
class ItemServiceIT {

    private static final int AT_ONCE = 8;
    private static final int LIMIT = 20;

    private static TestTokens tokens;
    private static TestService service;
    private static TestService replica;

    private final String tenantId = "tenant-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(SampleApplication.class, SampleApplication.SERVICE, database, tokens, Map.of());
        replica = TestService.start(SampleApplication.class, SampleApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        replica.close();
        service.close();
        tokens.close();
    }

    private ItemClient user(String userId) {
        return ItemClient.of(service, tokens, tenantId, userId);
    }

    /** Half of them at the other replica. */
    private List<JsonNode> atOnce(String userId, IntFunction<String> keys) throws Exception {
        ItemClient there = ItemClient.of(replica, tokens, tenantId, userId);
        List<Future<JsonNode>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                ItemClient client = i % 2 == 0 ? user(userId) : there;
                String key = keys.apply(i);
                asked.add(threads.submit(() -> client.create("Blue", key)));
            }
        }
        List<JsonNode> answers = new ArrayList<>();
        for (Future<JsonNode> one : asked) {
            answers.add(one.get());
        }
        return answers;
    }

    @Test
    void an_item_is_made_and_found_by_its_owner_and_by_staff_only() {
        String id = user("ann").made("Blue");

        assertThat(user("ann").find(id).at("/data/item/name").asString()).isEqualTo("Blue");
        assertThat(ItemClient.of(service, tokens, tenantId, "olga", "operator")
                        .find(id)
                        .at("/data/item/name")
                        .asString())
                .isEqualTo("Blue");
        assertThat(TestService.errorCode(user("bob").find(id))).isEqualTo("NOT_FOUND");
        ItemClient stranger = ItemClient.of(service, tokens, "other-" + tenantId, "ann");
        assertThat(TestService.errorCode(stranger.find(id))).isEqualTo("NOT_FOUND");
        ItemClient admin = ItemClient.of(service, tokens, "other-" + tenantId, "adam", "admin");
        assertThat(TestService.errorCode(admin.find(id))).isEqualTo("NOT_FOUND");
        assertThat(TestService.errorCode(service.ask("{ item(id: \"" + id + "\") { id } }", null)))
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void a_users_list_is_joined_to_the_user_and_hidden_from_others() {
        user("ann").made("Blue");
        user("ann").made("Green");
        user("bob").made("Red");

        JsonNode anns = user("ann").itemsOf("ann").at("/data/_entities/0/items/nodes");
        assertThat(anns.valueStream().map(item -> item.path("name").asString())).containsExactly("Green", "Blue");
        JsonNode bobsView = user("bob").itemsOf("ann");
        assertThat(TestService.errorCode(bobsView)).isEqualTo("FORBIDDEN");
        assertThat(bobsView.toString()).doesNotContain("Blue");
        assertThat(ItemClient.of(service, tokens, "other-" + tenantId, "adam", "admin")
                        .countOf("ann"))
                .isZero();
    }

    @Test
    void an_item_is_resolved_where_another_service_refers_to_it() {
        String id = user("ann").made("Blue");
        String query = "query($r: [_Any!]!) { _entities(representations: $r) { ... on Item { id name } } }";
        Map<String, ?> reference = Map.of("r", List.of(Map.of("__typename", "Item", "id", id)));

        JsonNode own = service.ask(query, reference, user("ann").token());
        JsonNode foreign = service.ask(query, reference, user("bob").token());

        assertThat(own.at("/data/_entities/0/name").asString()).isEqualTo("Blue");
        assertThat(TestService.errorCode(foreign)).isEqualTo("NOT_FOUND");
    }

    @Test
    void the_same_request_makes_one_however_often_and_wherever_it_comes() throws Exception {
        Set<String> ids = new HashSet<>();
        atOnce("ann", i -> "one").forEach(answer -> ids.add(answer.path("id").asString()));
        ids.add(user("ann").create("Blue", "one").path("id").asString());

        assertThat(ids).hasSize(1).doesNotContain("");
        assertThat(user("ann").countOf("ann")).isEqualTo(1);
        assertThat(user("bob").create("Blue", "one").path("id").asString())
                .as("somebody else's key is another one")
                .isNotIn(ids);
    }

    @Test
    void nobody_has_more_than_one_may_have_however_many_are_made_at_once() throws Exception {
        for (int i = 0; i < LIMIT - 2; i++) {
            user("ann").create("Blue", "before-" + i);
        }
        List<JsonNode> answers = atOnce("ann", i -> "more-" + i);

        assertThat(answers.stream().map(answer -> answer.path("__typename").asString("")))
                .filteredOn("Item"::equals)
                .hasSize(2);
        assertThat(answers.stream().map(answer -> answer.path("code").asString("")))
                .filteredOn("ITEM_LIMIT"::equals)
                .hasSize(AT_ONCE - 2);
        assertThat(user("ann").countOf("ann")).isEqualTo(LIMIT);
    }

    @Test
    void a_name_is_changed_by_who_has_seen_the_present_one() {
        String id = user("ann").made("Blue");
        Map<String, ?> toGreen = Map.of("id", id, "name", "Green", "version", 1);

        assertThat(user("ann").done("renameItem", toGreen).path("version").asInt())
                .isEqualTo(2);
        assertThat(user("ann").done("renameItem", toGreen).path("version").asInt())
                .as("the same request again is done already")
                .isEqualTo(2);
        JsonNode late = user("ann").done("renameItem", Map.of("id", id, "name", "Red", "version", 1));
        assertThat(late.path("code").asString()).isEqualTo("ITEM_CHANGED");
        assertThat(user("ann").find(id).at("/data/item/name").asString()).isEqualTo("Green");
    }

    @Test
    void what_is_removed_is_gone_and_removed_once() {
        String id = user("ann").made("Blue");

        assertThat(user("ann").done("removeItem", Map.of("id", id)).path("id").asString())
                .isEqualTo(id);
        assertThat(user("ann").done("removeItem", Map.of("id", id)).path("id").asString())
                .isEqualTo(id);
        assertThat(TestService.errorCode(user("ann").find(id))).isEqualTo("NOT_FOUND");
        assertThat(user("ann").countOf("ann")).isZero();
        assertThat(user("ann").create("Blue", "key-of-Blue").path("id").asString())
                .as("the request that made it makes no other")
                .isEqualTo(id);
        assertThat(TestService.errorCode(user("bob").mutate("removeItem", Map.of("id", id))))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void nobody_changes_what_is_anothers() {
        String id = user("ann").made("Blue");
        Map<String, ?> rename = Map.of("id", id, "name", "Mine", "version", 1);

        assertThat(TestService.errorCode(user("bob").mutate("renameItem", rename)))
                .isEqualTo("NOT_FOUND");
        assertThat(TestService.errorCode(user("bob").mutate("removeItem", Map.of("id", id))))
                .isEqualTo("NOT_FOUND");
        ItemClient stranger = ItemClient.of(service, tokens, "other-" + tenantId, "ann");
        assertThat(TestService.errorCode(stranger.mutate("removeItem", Map.of("id", id))))
                .isEqualTo("NOT_FOUND");
        assertThat(user("ann").find(id).at("/data/item/name").asString()).isEqualTo("Blue");
    }

    @Test
    void wrong_input_names_its_fields() {
        JsonNode wrong = user("ann").mutate("createItem", Map.of("name", " ", "idempotencyKey", ""));
        assertThat(TestService.errorCode(wrong)).isEqualTo("INVALID_INPUT");
        assertThat(TestService.wrongFields(wrong)).containsExactly("input.name", "input.idempotencyKey");
    }
}
