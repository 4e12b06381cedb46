package dev.coffer.bonus.template;

import static dev.coffer.bonus.template.TemplateFixtures.content;
import static dev.coffer.bonus.template.TemplateFixtures.match;
import static dev.coffer.bonus.template.TemplateFixtures.money;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.bonus.BonusApplication;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(StoresExtension.class)
class TemplateIT {

    private static final String SHOWN = " { __typename ... on BonusTemplate { code status version publishedVersion"
            + " content { name type value { fixed { amount } percentage { percent cap { amount } } } eligibility { not {"
            + " countryIn } } } words } ... on Refusal { code field } }";

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

    private static String admin() {
        return tokens.user("adam", "main", "admin");
    }

    private static JsonNode ask(String mutation, Map<String, Object> input, String token) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        String query = "mutation($input: " + type + "!) { " + mutation + "(input: $input)" + SHOWN + " }";
        return service.ask(query, Map.of("input", input), token);
    }

    private static JsonNode save(String code, Map<String, Object> content, @Nullable Integer version, String token) {
        Map<String, Object> input = new HashMap<>(Map.of("code", code, "content", content));
        input.put("version", version);
        return ask("saveBonusTemplate", input, token);
    }

    private static JsonNode saved(String code, Map<String, Object> content, @Nullable Integer version) {
        JsonNode answer = save(code, content, version, admin()).at("/data/saveBonusTemplate");
        assertThat(answer.at("/version").asInt()).as("%s", answer).isPositive();
        return answer;
    }

    private static JsonNode move(String how, String code, int version) {
        String mutation = how + "BonusTemplate";
        return ask(mutation, Map.of("code", code, "version", version), admin()).at("/data/" + mutation);
    }

    private static JsonNode shown(String code, @Nullable Integer version) {
        Map<String, Object> variables = new HashMap<>(Map.of("code", code));
        variables.put("version", version);
        return service.ask(
                        "query($code: String!, $version: Int) { bonusTemplate(code: $code, version: $version)"
                                + " { status version publishedVersion savedBy content { name wagering { times weights {"
                                + " games percent } } limits { perUser } } } }",
                        variables,
                        admin())
                .at("/data/bonusTemplate");
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(calls.size())) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : pool.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    @Test
    void a_template_of_every_type_is_saved_and_published() {
        for (BonusType type : BonusType.values()) {
            String code = "EVERY-" + type.name().replace('_', '-');
            saved(code, content(type), null);
            assertThat(move("publish", code, 1).at("/status").asString())
                    .as("%s", type)
                    .isEqualTo("PUBLISHED");
            assertThat(move("archive", code, 1).at("/status").asString()).isEqualTo("ARCHIVED");
        }
    }

    @Test
    void a_version_stays_as_it_was_saved_and_runs_until_the_next_is_published() {
        Map<String, Object> first = match();
        first.put("value", Map.of("fixed", Map.of("amount", "10", "currency", "EUR")));
        first.put("eligibility", Map.of("not", Map.of("countryIn", List.of("US"))));
        JsonNode one = saved("VERSIONS-1", first, null);
        assertThat(one.at("/content/value/fixed/amount").asString()).isEqualTo("10.00");
        assertThat(one.at("/content/eligibility/not/countryIn/0").asString()).isEqualTo("US");
        assertThat(one.at("/words/0").asString()).isEqualTo("You get 10.00 EUR.");
        move("publish", "VERSIONS-1", 1);
        Map<String, Object> second = match();
        second.put("name", "Another name");
        assertThat(saved("VERSIONS-1", second, 1).at("/publishedVersion").asInt())
                .isEqualTo(1);
        assertThat(shown("VERSIONS-1", 1).at("/content/name").asString()).isEqualTo("A bonus");
        assertThat(shown("VERSIONS-1", 1).at("/savedBy").asString()).isEqualTo("adam");
        assertThat(shown("VERSIONS-1", null).at("/content/name").asString()).isEqualTo("Another name");
        assertThat(shown("VERSIONS-1", null)
                        .at("/content/wagering/weights/0/percent")
                        .asInt())
                .isEqualTo(10);
        assertThat(shown("VERSIONS-1", 3).isNull()).isTrue();
        JsonNode published = move("publish", "VERSIONS-1", 2);
        assertThat(published.at("/publishedVersion").asInt()).isEqualTo(2);
        assertThat(published.at("/content/value/percentage/cap/amount").asString())
                .isEqualTo("100.00");
    }

    @Test
    void of_ten_who_save_at_once_one_does_and_nobodys_change_is_lost() throws Exception {
        List<Callable<JsonNode>> creations = new ArrayList<>();
        List<Callable<JsonNode>> changes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            creations.add(() -> save("RACE-1", match(), null, admin()).at("/data/saveBonusTemplate"));
            changes.add(() -> save("RACE-1", match(), 1, admin()).at("/data/saveBonusTemplate"));
        }
        for (List<Callable<JsonNode>> race : List.of(creations, changes)) {
            List<JsonNode> answers = atOnce(race);
            assertThat(answers)
                    .filteredOn(answer -> answer.at("/__typename").asString().equals("BonusTemplate"))
                    .hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.at("/code").asString().equals("BONUS_TEMPLATE_CHANGED"))
                    .hasSize(9)
                    .allMatch(answer -> answer.at("/field").asString().equals("input.version"));
        }
        assertThat(shown("RACE-1", null).at("/version").asInt()).isEqualTo(2);
    }

    @Test
    void a_template_goes_from_stage_to_stage_and_no_other_way() {
        saved("STAGES-1", match(), null);
        assertThat(move("pause", "STAGES-1", 1).at("/code").asString()).isEqualTo("BONUS_TEMPLATE_NOT_PUBLISHED");
        assertThat(move("publish", "STAGES-1", 2).at("/code").asString()).isEqualTo("BONUS_TEMPLATE_CHANGED");
        assertThat(move("publish", "STAGES-1", 1).at("/status").asString()).isEqualTo("PUBLISHED");
        assertThat(move("publish", "STAGES-1", 1).at("/status").asString()).isEqualTo("PUBLISHED");
        assertThat(move("pause", "STAGES-1", 1).at("/status").asString()).isEqualTo("PAUSED");
        assertThat(move("pause", "STAGES-1", 1).at("/status").asString()).isEqualTo("PAUSED");
        assertThat(move("publish", "STAGES-1", 1).at("/status").asString()).isEqualTo("PUBLISHED");
        assertThat(move("archive", "STAGES-1", 1).at("/status").asString()).isEqualTo("ARCHIVED");
        assertThat(move("archive", "STAGES-1", 1).at("/status").asString()).isEqualTo("ARCHIVED");
        for (String how : List.of("publish", "pause")) {
            assertThat(move(how, "STAGES-1", 1).at("/code").asString()).isEqualTo("BONUS_TEMPLATE_ARCHIVED");
        }
        assertThat(save("STAGES-1", match(), 1, admin())
                        .at("/data/saveBonusTemplate/code")
                        .asString())
                .isEqualTo("BONUS_TEMPLATE_ARCHIVED");
        assertThat(TestService.errorCode(ask("pauseBonusTemplate", Map.of("code", "NOT-THERE", "version", 1), admin())))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void what_is_over_is_not_published() {
        Map<String, Object> over = match();
        over.put("schedule", Map.of("until", "2020-01-01T00:00:00Z"));
        saved("OVER-1", over, null);
        assertThat(move("publish", "OVER-1", 1).at("/code").asString()).isEqualTo("BONUS_TEMPLATE_OVER");
    }

    @Test
    void a_promo_code_belongs_to_one_published_template_even_where_two_are_published_at_once() throws Exception {
        Map<String, Object> content = content(BonusType.PROMO_CODE);
        content.put("promoCode", "ONLY-ONE");
        List<Callable<JsonNode>> publications = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String code = "PROMO-" + i;
            saved(code, content, null);
            publications.add(() -> move("publish", code, 1));
        }
        List<JsonNode> answers = atOnce(publications);
        assertThat(answers)
                .filteredOn(answer -> answer.at("/status").asString().equals("PUBLISHED"))
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.at("/code").asString().equals("PROMO_CODE_TAKEN"))
                .hasSize(4);
        for (int i = 0; i < 5; i++) {
            move("archive", "PROMO-" + i, 1);
        }
        saved("PROMO-LAST", content, null);
        assertThat(move("publish", "PROMO-LAST", 1).at("/status").asString()).isEqualTo("PUBLISHED");
    }

    @Test
    void everything_that_is_wrong_and_then_everything_that_contradicts_is_named_at_once() {
        Map<String, Object> wrong = match();
        wrong.put("name", " ");
        wrong.put("validForDays", 0);
        wrong.put("winCap", Map.of("amount", "1.001", "currency", "EUR"));
        wrong.put("approvalAbove", Map.of("amount", "5", "currency", "EURO"));
        wrong.put("value", Map.of("percentage", Map.of("percent", "-5", "currency", "EUR")));
        JsonNode answer = save("no", wrong, 0, admin());
        assertThat(TestService.errorCode(answer)).isEqualTo("INVALID_INPUT");
        assertThat(TestService.wrongFields(answer))
                .containsExactlyInAnyOrder(
                        "input.code",
                        "input.version",
                        "input.content.name",
                        "input.content.validForDays",
                        "input.content.winCap",
                        "input.content.approvalAbove",
                        "input.content.value.percentage.percent");

        Map<String, Object> contradictory = match();
        contradictory.remove("validForDays");
        contradictory.put("winCap", money("99.00"));
        contradictory.put("schedule", Map.of("from", "2099-01-02T00:00:00Z", "until", "2099-01-01T00:00:00Z"));
        contradictory.put("triggers", List.of("DEPOSIT", "CLAIM"));
        JsonNode named = save("FINE-1", contradictory, null, admin());
        assertThat(TestService.wrongFields(named))
                .containsExactlyInAnyOrder(
                        "input.content.validForDays",
                        "input.content.winCap",
                        "input.content.schedule.until",
                        "input.content.triggers",
                        "input.content.wagering.countsDeposit",
                        "input.content.value");
        assertThat(shown("FINE-1", null).isNull()).isTrue();
    }

    @Test
    void half_a_character_and_a_version_that_nothing_follows_are_wrong_values_and_no_bug() {
        JsonNode last = save("LAST-1", match(), Integer.MAX_VALUE, admin());
        assertThat(last.at("/errors/0/extensions/field").asString()).isEqualTo("input.version");
        JsonNode half = service.post(
                "{\"query\": \"mutation($i: SaveBonusTemplateInput!) { saveBonusTemplate(input: $i) { __typename } }\","
                        + " \"variables\": {\"i\": {\"code\": \"HALF-1\", \"content\": {\"name\": \"\\ud800\", \"type\":"
                        + " \"CUSTOM\", \"triggers\": [\"CLAIM\"], \"value\": {\"fixed\": {\"amount\": \"1.00\","
                        + " \"currency\": \"EUR\"}}}}}}",
                admin());
        assertThat(half.at("/errors/0/extensions/field").asString())
                .as("%s", half)
                .isEqualTo("input.content.name");
    }

    @Test
    void templates_are_for_operators_of_their_tenant_only() {
        saved("TENANT-MAIN", match(), null);
        String list = "{ bonusTemplates(filter: { status: DRAFT, type: RELOAD }, first: 100) { nodes { code } }"
                + " bonusTypes { type needs } }";
        assertThat(service.ask(list, tokens.user("olga", "main", "operator")).toString())
                .contains("TENANT-MAIN")
                .contains("ONCE_PER_USER");
        assertThat(service.ask(list, tokens.user("otto", "other", "operator")).at("/data/bonusTemplates/nodes"))
                .isEmpty();
        assertThat(service.ask("{ bonusTemplates(filter: { status: PAUSED }) { nodes { code } } }", admin())
                        .toString())
                .doesNotContain("TENANT-MAIN");
        assertThat(TestService.errorCode(service.ask(list, tokens.user("ann")))).isEqualTo("FORBIDDEN");
        assertThat(TestService.errorCode(save("MINE-1", match(), null, tokens.user("ann"))))
                .isEqualTo("FORBIDDEN");
        assertThat(TestService.errorCode(ask(
                        "publishBonusTemplate",
                        Map.of("code", "TENANT-MAIN", "version", 1),
                        tokens.user("otto", "other", "admin"))))
                .isEqualTo("NOT_FOUND");
        assertThat(save("TENANT-MAIN", match(), null, tokens.user("otto", "other", "admin"))
                        .at("/data/saveBonusTemplate/version")
                        .asInt())
                .isEqualTo(1);
    }
}
