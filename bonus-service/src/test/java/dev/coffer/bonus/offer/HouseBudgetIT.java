package dev.coffer.bonus.offer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.core.config.ChangeSettings;
import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.SettingResult;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What all templates of a tenant may be worth together. */
@ExtendWith(StoresExtension.class)
class HouseBudgetIT {

    @Test
    void two_templates_share_the_houses_budget_to_the_cent_and_other_tenants_have_their_own(
            @FreshDatabase String database) throws Exception {
        try (TestTokens tokens = TestTokens.start();
                TestService service = TestService.start(
                        BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
                TestService other = TestService.start(
                        BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
                ExecutorService pool = Executors.newFixedThreadPool(8)) {
            set(List.of(service, other), Map.of("perDay", "EUR=22.50"));
            for (String tenant : List.of("main", "elsewhere")) {
                publish(service, tokens.user("adam", tenant, "admin"), "ONE");
                publish(service, tokens.user("adam", tenant, "admin"), "TWO");
            }
            List<Callable<String>> claims = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String code = i % 2 == 0 ? "ONE" : "TWO";
                TestService at = i % 3 == 0 ? other : service;
                String token = tokens.user("user-" + i, "main", "user");
                claims.add(() -> claim(at, code, token));
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : pool.invokeAll(claims)) {
                answers.add(answer.get());
            }

            assertThat(answers).filteredOn("Bonus"::equals).hasSize(4);
            assertThat(answers).filteredOn("BONUS_BUDGET_SPENT"::equals).hasSize(8);
            assertThat(service.bean(MongoDatabase.class)
                            .getCollection("awards")
                            .countDocuments(Filters.eq("tenantId", "main")))
                    .isEqualTo(4);
            assertThat(claim(service, "ONE", tokens.user("ann", "elsewhere", "user")))
                    .isEqualTo("Bonus");
        }
    }

    private static void set(List<TestService> replicas, Map<String, String> values) {
        SettingScope scope = new SettingScope(BudgetSettings.KEY, "main");
        ChangeSettings.Intent intent = new ChangeSettings.Intent(scope, 0, "somebody", "for a test");
        await().until(() -> replicas.getFirst().bean(ChangeSettings.class).set(intent, new HashMap<>(values))
                instanceof SettingResult.Changed);
        for (TestService replica : replicas) {
            await().until(() -> replica.bean(LiveSettings.class).version(scope) == 1);
        }
    }

    private static void publish(TestService service, String admin, String code) {
        Map<String, Object> content = Map.of(
                "name",
                "A bonus",
                "type",
                "CUSTOM",
                "triggers",
                List.of("CLAIM"),
                "value",
                Map.of("fixed", Map.of("amount", "5", "currency", "EUR")));
        service.ask(
                "mutation($input: SaveBonusTemplateInput!) { saveBonusTemplate(input: $input) { __typename } }",
                Map.of("input", Map.of("code", code, "content", content)),
                admin);
        service.ask(
                "mutation($input: PublishBonusTemplateInput!) { publishBonusTemplate(input: $input) { __typename } }",
                Map.of("input", Map.of("code", code, "version", 1)),
                admin);
    }

    private static String claim(TestService service, String code, String token) {
        JsonNode answer = service.ask(
                "mutation($input: ClaimBonusInput!) { claimBonus(input: $input) { __typename ... on Refusal { code } } }",
                Map.of("input", Map.of("templateCode", code, "idempotencyKey", "key")),
                token);
        String refused = answer.at("/data/claimBonus/code").asString("");
        return refused.isEmpty() ? answer.at("/data/claimBonus/__typename").asString("" + answer) : refused;
    }
}
