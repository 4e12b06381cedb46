package dev.coffer.bonus.template;

import static dev.coffer.bonus.template.TemplateFixtures.content;
import static dev.coffer.bonus.template.TemplateFixtures.match;
import static dev.coffer.bonus.template.TemplateFixtures.money;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.bonus.template.Contradictions.Contradiction;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class ContradictionsTest {

    private static final Currency EUR = Currencies.builtIn().get("EUR");

    private static TemplateContent read(Map<String, Object> content) {
        TemplateForm form = FormJson.read(Document.parse(JsonMapper.shared().writeValueAsString(content)));
        return ContentReader.read(Currencies.builtIn(), "content", form, new FieldChecks());
    }

    private static List<String> paths(Map<String, Object> content) {
        return Contradictions.in(read(content)).stream()
                .map(Contradiction::path)
                .toList();
    }

    private static List<String> changed(Consumer<Map<String, Object>> change) {
        Map<String, Object> content = match();
        change.accept(content);
        return paths(content);
    }

    private static Map<String, Object> share(String percent) {
        return Map.of("percentage", Map.of("percent", percent, "currency", "EUR", "cap", money("100.00")));
    }

    private static Map<String, Object> tier(String from, String below, String worth) {
        return Map.of("from", money(from), "below", money(below), "fixed", money(worth));
    }

    @ParameterizedTest
    @EnumSource(BonusType.class)
    void there_is_a_template_without_contradiction_of_every_type(BonusType type) {
        assertThat(Contradictions.in(read(content(type)))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(BonusType.class)
    void a_type_that_needs_something_is_not_saved_without_it(BonusType type) {
        Map<String, Object> bare = content(BonusType.CUSTOM);
        bare.put("type", type.name());
        bare.put("triggers", List.of(type.triggers().getFirst().name()));
        if (type.triggers().getFirst() == Trigger.PROMO_CODE) {
            bare.put("promoCode", "SUMMER-50");
        }
        if (type.needs().contains(TypeNeed.AT_MOST_WHOLE)) {
            bare.put("value", share("101"));
        }
        List<TypeNeed> met = type.needs().stream().filter(TypeNeed.CODE::equals).toList();
        assertThat(Contradictions.in(read(bare)))
                .hasSizeGreaterThanOrEqualTo(type.needs().size() - met.size())
                .allMatch(found -> found.sentence().startsWith(type + " needs "));
    }

    @Test
    void the_catalogue_has_all_types() {
        assertThat(BonusType.values()).hasSize(39);
        assertThat(BonusType.values()).allMatch(type -> !type.triggers().isEmpty());
    }

    @Test
    void a_match_is_told_in_words() {
        assertThat(Contradictions.in(read(match()))).isEmpty();
        assertThat(TemplateWords.of(read(match())))
                .containsExactly(
                        "You get 100 % of the amount, at most 100.00 EUR.",
                        "To keep it, bet 35 times bonus and deposit within 30 days.",
                        "Bets on table games count 10 %.",
                        "Bets above 5.00 EUR do not count.");
    }

    @Test
    void amounts_of_the_value_contradict_nothing() {
        assertThat(changed(content ->
                        content.put("value", Map.of("percentage", Map.of("percent", "100", "currency", "EUR")))))
                .containsExactly("value.percentage.cap");
        assertThat(changed(content -> content.put("value", share("1000.01"))))
                .containsExactly("value.percentage.percent");
        assertThat(changed(content -> content.put(
                        "value",
                        Map.of("percentage", Map.of("percent", "100", "currency", "USD", "cap", money("100.00"))))))
                .contains("value");
        assertThat(changed(content ->
                        content.put("value", Map.of("tiers", List.of(tier("10", "50", "5"), tier("40", "90", "8"))))))
                .containsExactly("value.tiers[1]");
        assertThat(changed(content ->
                        content.put("value", Map.of("tiers", List.of(tier("10", "50", "5"), tier("90", "60", "8"))))))
                .containsExactly("value.tiers[1].below");
        assertThat(changed(content ->
                        content.put("value", Map.of("tiers", List.of(tier("10", "50", "5"), tier("50", "90", "8"))))))
                .isEmpty();
    }

    @Test
    void every_amount_is_in_the_currency_of_the_value() {
        Map<String, Object> dollars = Map.of("amount", "500.00", "currency", "USD");
        assertThat(changed(content -> {
                    content.put("winCap", dollars);
                    content.put("approvalAbove", dollars);
                    content.put("budget", Map.of("total", dollars, "perDay", dollars));
                    content.put("wagering", Map.of("times", "1", "maximumBet", dollars));
                    content.put("eligibility", Map.of("not", Map.of("amount", Map.of("min", dollars))));
                }))
                .containsExactlyInAnyOrder(
                        "winCap",
                        "approvalAbove",
                        "budget.total",
                        "budget.perDay",
                        "wagering.maximumBet",
                        "eligibility");
    }

    @Test
    void wagering_can_be_done() {
        assertThat(changed(content -> content.remove("validForDays"))).containsExactly("validForDays");
        assertThat(changed(content -> content.put("wagering", Map.of("times", "100.01"))))
                .containsExactly("wagering.times");
        assertThat(changed(content -> content.put("winCap", money("99.99")))).containsExactly("winCap");
        assertThat(changed(content -> content.put("winCap", money("100.00")))).isEmpty();
        assertThat(changed(content -> content.put(
                        "wagering",
                        Map.of(
                                "times",
                                "35",
                                "weights",
                                List.of(
                                        Map.of("product", "slots", "games", List.of("slot-1"), "percent", 100),
                                        Map.of("product", "others", "games", List.of("slot-1"), "percent", 0))))))
                .containsExactly("wagering.weights[1].games");
        assertThat(changed(content -> content.put(
                        "wagering",
                        Map.of(
                                "times",
                                "35",
                                "weights",
                                List.of(Map.of("product", "everything", "games", List.of("*"), "percent", 0))))))
                .containsExactly("wagering.weights");
    }

    @Test
    void what_is_wagered_never_has_no_terms_of_wagering() {
        assertThat(changed(content -> {
                    content.remove("wagering");
                    content.put("winCap", money("500.00"));
                    content.put("isSticky", true);
                    content.put("forfeitsOnWithdrawal", true);
                }))
                .containsExactlyInAnyOrder("validForDays", "winCap", "isSticky", "forfeitsOnWithdrawal");
    }

    @Test
    void limits_budget_and_schedule_leave_room() {
        assertThat(changed(content -> content.put("limits", Map.of("perUser", 1, "coolDownHours", 5))))
                .containsExactly("limits.coolDownHours");
        assertThat(changed(content -> content.put("limits", Map.of("perUser", 11, "perDay", 12, "total", 10))))
                .containsExactly("limits.perUser", "limits.perDay");
        assertThat(changed(content -> content.put("budget", Map.of("total", money("99.99"), "perDay", money("99.99")))))
                .containsExactly("budget.total", "budget.perDay");
        assertThat(changed(content -> content.put("budget", Map.of("total", money("500"), "perDay", money("500.01")))))
                .containsExactly("budget.perDay");
        assertThat(changed(content -> content.put("approvalAbove", money("100.00"))))
                .containsExactly("approvalAbove");
        assertThat(changed(content -> content.put(
                        "schedule", Map.of("from", "2099-01-02T00:00:00Z", "until", "2099-01-02T00:00:00Z"))))
                .containsExactly("schedule.until");
    }

    @Test
    void triggers_fit_the_type_the_value_and_the_code() {
        assertThat(changed(content -> content.put("triggers", List.of("REGISTRATION"))))
                .containsExactlyInAnyOrder("wagering.countsDeposit", "triggers", "value");
        assertThat(changed(content -> content.put("promoCode", "SUMMER-50"))).containsExactly("promoCode");
        Map<String, Object> code = content(BonusType.PROMO_CODE);
        code.put("eligibility", Map.of("amount", Map.of("min", money("20"))));
        code.remove("promoCode");
        assertThat(paths(code)).containsExactly("eligibility", "promoCode", "promoCode");
        Map<String, Object> grant = content(BonusType.WELCOME);
        grant.put("triggers", List.of("OPERATOR"));
        grant.put("value", share("10"));
        assertThat(paths(grant)).containsExactly("value");
    }

    @Test
    void a_share_is_rounded_down_and_capped() {
        BonusValue.Percentage third = new BonusValue.Percentage(33_33, EUR, new Money(100, EUR));
        assertThat(third.of(new Money(100, EUR))).isEqualTo(new Money(33, EUR));
        assertThat(third.of(new Money(299, EUR))).isEqualTo(new Money(99, EUR));
        assertThat(third.of(new Money(100_000, EUR))).isEqualTo(new Money(100, EUR));
    }
}
