package dev.coffer.bonus.offer;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.coffer.bonus.BonusApplication;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
class SimulationIT {

    private static final String SIMULATE = "query($input: SimulateBonusTemplateInput!) { simulateBonusTemplate(input:"
            + " $input) { version total { amount } results { isGiven needsApproval whyNot { reason words } value {"
            + " amount } toWager { amount } } } }";

    private static TestTokens tokens;
    private static TestService service;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(BonusApplication.class, BonusApplication.SERVICE, database, tokens, Map.of());
        Map<String, Object> content = new HashMap<>(Map.of(
                "name", "A match",
                "type", "TOP_UP",
                "triggers", List.of("DEPOSIT"),
                "validForDays", 30,
                "wagering", Map.of("times", "35", "countsDeposit", true),
                "approvalAbove", eur("40"),
                "budget", Map.of("total", eur("60"))));
        content.put("value", Map.of("percentage", Map.of("percent", "100", "currency", "EUR", "cap", eur("50"))));
        content.put(
                "eligibility",
                Map.of("all", List.of(Map.of("kycTierAtLeast", "BASIC"), Map.of("amount", Map.of("min", eur("20"))))));
        JsonNode saved = service.ask(
                "mutation($input: SaveBonusTemplateInput!) { saveBonusTemplate(input: $input) { __typename } }",
                Map.of("input", Map.of("code", "DRAFT", "content", content)),
                tokens.user("adam", "main", "admin"));
        assertThat(saved.at("/data/saveBonusTemplate/__typename").asString()).isEqualTo("BonusTemplate");
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    private static Map<String, String> eur(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    private static JsonNode simulate(String token, Map<String, Object> more) {
        Map<String, Object> input = new HashMap<>(Map.of("templateCode", "DRAFT"));
        input.putAll(more);
        return service.ask(SIMULATE, Map.of("input", input), token);
    }

    private static JsonNode simulate(Map<String, Object> more) {
        return simulate(tokens.user("olga", "main", "operator"), more);
    }

    private static Map<String, Object> sample(String tier, String amount) {
        return Map.of("player", Map.of("kycTier", tier), "amount", eur(amount));
    }

    private static Map<String, Long> documents() {
        Map<String, Long> counts = new TreeMap<>();
        MongoDatabase database = service.bean(MongoDatabase.class);
        for (String name : List.of("awards", "players", "template_spending", "templates", "bonus_stats")) {
            counts.put(name, database.getCollection(name).countDocuments());
        }
        return counts;
    }

    @Test
    void a_draft_says_who_would_get_what_and_why_not_and_nothing_is_written() {
        Map<String, Long> before = documents();
        JsonNode found = simulate(Map.of(
                        "samples",
                        List.of(
                                sample("BASIC", "30.01"),
                                sample("FULL", "80"),
                                sample("NONE", "10"),
                                Map.of("userId", "nobody", "amount", eur("30")))))
                .at("/data/simulateBonusTemplate");

        assertThat(found.at("/version").asInt()).isEqualTo(1);
        assertThat(found.at("/total/amount").asString()).isEqualTo("80.01");
        assertThat(found.at("/results/0/value/amount").asString()).isEqualTo("30.01");
        assertThat(found.at("/results/0/toWager/amount").asString()).isEqualTo("2100.70");
        assertThat(found.at("/results/0/needsApproval").asBoolean()).isFalse();
        assertThat(found.at("/results/1/value/amount").asString()).isEqualTo("50.00");
        assertThat(found.at("/results/1/needsApproval").asBoolean()).isTrue();
        assertThat(found.at("/results/2/isGiven").asBoolean()).isFalse();
        assertThat(found.at("/results/2/whyNot/0/reason").asString()).isEqualTo("KYC_TIER");
        assertThat(found.at("/results/2/whyNot/1/reason").asString()).isEqualTo("AMOUNT");
        assertThat(found.at("/results/3/whyNot/0/reason").asString()).isEqualTo("KYC_TIER");
        assertThat(documents()).isEqualTo(before);
    }

    @Test
    void what_makes_no_sense_is_refused_by_its_field() {
        Map<String, Object> both = Map.of("player", Map.of(), "userId", "ann");
        assertThat(TestService.errorCode(simulate(Map.of("samples", List.of(both)))))
                .isEqualTo("INVALID_INPUT");
        assertThat(TestService.errorCode(simulate(Map.of("samples", List.of()))))
                .isEqualTo("INVALID_INPUT");
        Map<String, Object> claimed = Map.of("samples", List.of(sample("BASIC", "30")), "trigger", "CLAIM");
        assertThat(TestService.errorCode(simulate(claimed))).isEqualTo("INVALID_INPUT");
        Map<String, Object> later = Map.of("samples", List.of(sample("BASIC", "30")), "version", 2);
        assertThat(TestService.errorCode(simulate(later))).isEqualTo("NOT_FOUND");
    }

    @Test
    void players_and_other_tenants_try_nothing_out() {
        Map<String, Object> one = Map.of("samples", List.of(sample("BASIC", "30")));
        assertThat(TestService.errorCode(simulate(tokens.user("ann"), one))).isEqualTo("FORBIDDEN");
        assertThat(TestService.errorCode(simulate(tokens.user("olga", "other", "operator"), one)))
                .isEqualTo("NOT_FOUND");
    }
}
