package dev.coffer.bonus.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
class BonusServiceIT {

    private static final String SAVE = "mutation($input: SaveBonusTemplateInput!) { saveBonusTemplate(input: $input)"
            + " { __typename ... on BonusTemplate { code version value { amount } } ... on Refusal { code } } }";

    private static TestTokens tokens;
    private static TestService service;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    private static JsonNode save(String code, String amount, @Nullable Integer version, String token) {
        Map<String, Object> input = new HashMap<>(
                Map.of("code", code, "name", "A bonus", "value", Map.of("amount", amount, "currency", "EUR")));
        input.put("version", version);
        return service.ask(SAVE, Map.of("input", input), token);
    }

    @Test
    void a_template_is_made_and_changed_without_losing_anybodys_change() {
        String admin = tokens.user("adam", "main", "admin");
        assertThat(save("WELCOME-1", "10.00", null, admin)
                        .at("/data/saveBonusTemplate/version")
                        .asInt())
                .isEqualTo(1);
        assertThat(save("WELCOME-1", "12.50", 1, admin)
                        .at("/data/saveBonusTemplate/value/amount")
                        .asString())
                .isEqualTo("12.50");
        assertThat(save("WELCOME-1", "99.00", 1, admin)
                        .at("/data/saveBonusTemplate/code")
                        .asString())
                .isEqualTo("BONUS_TEMPLATE_CHANGED");
        assertThat(save("WELCOME-1", "99.00", null, admin)
                        .at("/data/saveBonusTemplate/code")
                        .asString())
                .isEqualTo("BONUS_TEMPLATE_CHANGED");
    }

    @Test
    void templates_are_for_operators_of_their_tenant_only() {
        save("TENANT-MAIN", "1.00", null, tokens.user("adam", "main", "admin"));
        String list = "{ bonusTemplates { nodes { code } } }";
        assertThat(service.ask(list, tokens.user("olga", "main", "operator")).toString())
                .contains("TENANT-MAIN");
        assertThat(service.ask(list, tokens.user("otto", "other", "operator")).at("/data/bonusTemplates/nodes"))
                .isEmpty();
        assertThat(TestService.errorCode(service.ask(list, tokens.user("ann")))).isEqualTo("FORBIDDEN");
        assertThat(TestService.errorCode(save("MINE-1", "1.00", null, tokens.user("ann"))))
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void what_is_no_template_is_refused_naming_the_field() {
        String admin = tokens.user("adam", "main", "admin");
        assertThat(save("no", "1.00", null, admin)
                        .at("/errors/0/extensions/field")
                        .asString())
                .isEqualTo("input.code");
        assertThat(save("FINE-1", "0", null, admin)
                        .at("/errors/0/extensions/field")
                        .asString())
                .isEqualTo("input.value");
    }

    @Test
    void every_field_of_a_template_that_is_wrong_is_named_at_once() {
        Map<String, Object> input =
                Map.of("code", "no", "name", " ", "value", Map.of("amount", "1.001", "currency", "EUR"), "version", 0);
        JsonNode answer = service.ask(SAVE, Map.of("input", input), tokens.user("adam", "main", "admin"));

        assertThat(TestService.errorCode(answer)).isEqualTo("INVALID_INPUT");
        assertThat(answer.at("/errors/0/extensions/field").asString()).isEqualTo("input.code");
        assertThat(TestService.wrongFields(answer))
                .containsExactly("input.code", "input.name", "input.value", "input.version");
    }

    @Test
    void a_version_that_nothing_follows_and_half_a_character_are_wrong_values_and_no_bug() {
        String admin = tokens.user("adam", "main", "admin");
        JsonNode last = save("LAST-1", "1.00", Integer.MAX_VALUE, admin);
        assertThat(last.at("/errors/0/extensions/field").asString()).isEqualTo("input.version");
        JsonNode half = service.post(
                "{\"query\": \"mutation($i: SaveBonusTemplateInput!) { saveBonusTemplate(input: $i) { __typename } }\","
                        + " \"variables\": {\"i\": {\"code\": \"HALF-1\", \"name\": \"\\ud800\","
                        + " \"value\": {\"amount\": \"1.00\", \"currency\": \"EUR\"}}}}",
                admin);
        assertThat(half.at("/errors/0/extensions/field").asString())
                .as("%s", half)
                .isEqualTo("input.name");
    }

    @Test
    void a_user_sees_their_own_bonuses_newest_first() {
        for (int i = 0; i < 3; i++) {
            service.bean(MongoDatabase.class)
                    .getCollection("awards")
                    .insertOne(new Document("_id", "award-" + i)
                            .append("tenantId", "main")
                            .append("userId", "ann")
                            .append("templateCode", "WELCOME-1")
                            .append("amountMinor", 1_000L)
                            .append("currency", "EUR")
                            .append(
                                    "awardedAt",
                                    Date.from(Instant.parse("2026-01-02T03:04:05Z")
                                            .plusSeconds(i))));
        }
        String query = "query($users: [_Any!]!) { _entities(representations: $users)"
                + " { ... on User { bonuses(first: 2) { nodes { id value { amount } } pageInfo { hasNextPage } } } } }";
        Map<String, Object> users = Map.of("users", List.of(Map.of("__typename", "User", "id", "ann")));
        JsonNode own = service.ask(query, users, tokens.user("ann")).at("/data/_entities/0/bonuses");
        assertThat(own.at("/nodes/0/id").asString()).isEqualTo("award-2");
        assertThat(own.at("/nodes/0/value/amount").asString()).isEqualTo("10.00");
        assertThat(own.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(TestService.errorCode(service.ask(query, users, tokens.user("eve"))))
                .isEqualTo("FORBIDDEN");
    }
}
