package dev.coffer.bonus.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.bonus.BonusApplication;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The published rule, evaluated by a client from nothing but its data, says what the server says. */
@ExtendWith(StoresExtension.class)
class SelectionQueryIT {

    private static final int RULES = 25;
    private static final int CHOICES = 12;
    private static final String RULE = "selection { minCount maxCount minValue maxValue combination minTotal maxTotal"
            + " categories minCategories isDistinct }";

    private static TestTokens tokens;
    private static TestService service;

    private final String tenantId = "tenant-" + UUID.randomUUID();

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

    private JsonNode ask(String document, Map<String, ?> variables, String user, String role) {
        JsonNode answer = service.ask(document, variables, tokens.user(user, tenantId, role));
        assertThat(answer.path("errors")).as("%s", answer).isEmpty();
        return answer.at("/data");
    }

    /** @return whether it was saved; where it was, it is published too */
    private boolean publish(String code, Map<String, Object> rule) {
        Map<String, Object> content = new HashMap<>(
                Map.of("name", "A bonus", "type", "SELECTION", "triggers", List.of("BET"), "selection", rule));
        content.put("value", Map.of("fixed", Map.of("amount", "5", "currency", "EUR")));
        JsonNode saved = service.ask(
                "mutation($input: SaveBonusTemplateInput!) { saveBonusTemplate(input: $input) { __typename } }",
                Map.of("input", Map.of("code", code, "content", content)),
                tokens.user("adam", tenantId, "admin"));
        if (saved.at("/data/saveBonusTemplate/__typename").asString("").equals("BonusTemplate")) {
            ask(
                    "mutation($input: PublishBonusTemplateInput!) { publishBonusTemplate(input: $input) { __typename } }",
                    Map.of("input", Map.of("code", code, "version", 1)),
                    "adam",
                    "admin");
            return true;
        }
        assertThat(TestService.errorCode(saved)).isEqualTo("INVALID_INPUT");
        return false;
    }

    private static String decimal(Random random) {
        return BigDecimal.valueOf(1 + random.nextInt(40), 1).toPlainString();
    }

    private static Map<String, Object> randomRule(Random random) {
        Map<String, Object> rule = new HashMap<>(Map.of("minCount", 1 + random.nextInt(4)));
        if (random.nextBoolean()) {
            rule.put("maxCount", 3 + random.nextInt(4));
        }
        if (random.nextBoolean()) {
            rule.put("minValue", decimal(random));
        }
        if (random.nextInt(3) == 0) {
            rule.put("maxValue", decimal(random));
        }
        if (random.nextBoolean()) {
            rule.put("combination", random.nextBoolean() ? "PRODUCT" : "SUM");
            rule.put(random.nextBoolean() ? "minTotal" : "maxTotal", decimal(random));
        }
        if (random.nextInt(3) == 0) {
            rule.put("categories", List.of("football", "tennis"));
        }
        if (random.nextInt(3) == 0) {
            rule.put("minCategories", 1 + random.nextInt(2));
        }
        rule.put("isDistinct", random.nextBoolean());
        return rule;
    }

    private static List<Map<String, String>> randomChoice(Random random) {
        List<Map<String, String>> choice = new ArrayList<>();
        int count = random.nextInt(7);
        for (int i = 0; i < count; i++) {
            choice.add(Map.of(
                    "id",
                    "item-" + random.nextInt(9),
                    "category",
                    List.of("football", "tennis", "golf").get(random.nextInt(3)),
                    "value",
                    decimal(random)));
        }
        return choice;
    }

    /** What a client makes of the data; it knows nothing of the server's classes. */
    private static TreeSet<String> byClient(JsonNode rule, List<Map<String, String>> choice) {
        TreeSet<String> flaws = new TreeSet<>();
        if (choice.size() < rule.at("/minCount").asInt()
                || choice.size() > rule.at("/maxCount").asInt()) {
            flaws.add("SELECTION_COUNT");
        }
        BigDecimal sum = new BigDecimal("0");
        BigDecimal product = new BigDecimal("1");
        TreeSet<String> kinds = new TreeSet<>();
        TreeSet<String> ids = new TreeSet<>();
        for (Map<String, String> one : choice) {
            BigDecimal value = new BigDecimal(one.get("value"));
            sum = sum.add(value);
            product = product.multiply(value);
            kinds.add(one.get("category"));
            if (!ids.add(one.get("id")) && rule.at("/isDistinct").asBoolean()) {
                flaws.add("SELECTION_REPEATED");
            }
            if (isOutside(rule, "Value", value)) {
                flaws.add("SELECTION_VALUE");
            }
            List<String> allowed =
                    rule.at("/categories").valueStream().map(JsonNode::asString).toList();
            if (!allowed.isEmpty() && !allowed.contains(one.get("category"))) {
                flaws.add("SELECTION_CATEGORY");
            }
        }
        if (!rule.at("/minCategories").isNull()
                && kinds.size() < rule.at("/minCategories").asInt()) {
            flaws.add("SELECTION_CATEGORIES");
        }
        String combination = rule.at("/combination").asString("");
        if (!combination.isEmpty() && isOutside(rule, "Total", combination.equals("SUM") ? sum : product)) {
            flaws.add("SELECTION_TOTAL");
        }
        return flaws;
    }

    private static boolean isOutside(JsonNode rule, String what, BigDecimal number) {
        JsonNode min = rule.at("/min" + what);
        JsonNode max = rule.at("/max" + what);
        return !min.isNull() && number.compareTo(new BigDecimal(min.asString())) < 0
                || !max.isNull() && number.compareTo(new BigDecimal(max.asString())) > 0;
    }

    @Test
    void a_client_that_has_only_the_data_agrees_with_the_server_on_every_choice() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int met = 0;
        int compared = 0;
        for (int number = 0; number < RULES; number++) {
            String code = "RULE-" + number;
            if (!publish(code, randomRule(random))) {
                continue;
            }
            JsonNode rule = ask(
                            "query($code: String!) { explainBonus(templateCode: $code) { isAvailable " + RULE + " } }",
                            Map.of("code", code),
                            "ann",
                            "user")
                    .at("/explainBonus");
            assertThat(rule.at("/isAvailable").asBoolean()).isTrue();
            for (int i = 0; i < CHOICES; i++) {
                List<Map<String, String>> choice = randomChoice(random);
                JsonNode verdict = explain(code, choice);
                TreeSet<String> server = new TreeSet<>(verdict.at("/whyNot")
                        .valueStream()
                        .map(one -> one.at("/reason").asString())
                        .toList());
                assertThat(server)
                        .as("seed %s, %s of %s", seed, choice, rule)
                        .isEqualTo(byClient(rule.at("/selection"), choice));
                assertThat(verdict.at("/isMet").asBoolean()).isEqualTo(server.isEmpty());
                met += server.isEmpty() ? 1 : 0;
                compared++;
            }
        }
        assertThat(met)
                .as("choices that meet their rule, seed %s", seed)
                .isPositive()
                .isLessThan(compared);
    }

    private JsonNode explain(String code, List<Map<String, String>> choice) {
        return ask(
                        "query($code: String!, $chosen: [BonusSelectionInput!]!) { explainBonusSelection(templateCode:"
                                + " $code, selections: $chosen) { isMet total whyNot { reason words } } }",
                        Map.of("code", code, "chosen", choice),
                        "ann",
                        "user")
                .at("/explainBonusSelection");
    }

    @Test
    void a_total_on_the_bound_meets_it_exactly_and_there_is_no_verdict_without_a_rule() {
        publish("EXACT", Map.of("minCount", 3, "combination", "PRODUCT", "minTotal", "1.331", "maxTotal", "1.331"));
        Map<String, String> one = Map.of("id", "a", "category", "golf", "value", "1.1");
        JsonNode met = explain("EXACT", List.of(one, one, one));
        assertThat(met.at("/isMet").asBoolean()).as("%s", met).isTrue();
        assertThat(met.at("/total").asString()).isEqualTo("1.331");
        Map<String, String> more = Map.of("id", "a", "category", "golf", "value", "1.10000001");
        JsonNode over = explain("EXACT", List.of(one, one, more));
        assertThat(over.at("/whyNot/0/reason").asString()).isEqualTo("SELECTION_TOTAL");
        assertThat(over.at("/whyNot/0/words").asString()).contains("1.331");
        assertThat(explain("NONE", List.of(one)).isNull()).isTrue();
        JsonNode wrong = service.ask(
                "{ explainBonusSelection(templateCode: \"EXACT\", selections: [{ id: \"a\", category: \"golf\","
                        + " value: \"-1\" }]) { isMet } }",
                Map.of(),
                tokens.user("ann", tenantId, "user"));
        assertThat(TestService.errorCode(wrong)).isEqualTo("INVALID_INPUT");
    }
}
