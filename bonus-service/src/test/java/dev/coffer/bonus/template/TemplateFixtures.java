package dev.coffer.bonus.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Inputs of templates, as a client writes them. */
final class TemplateFixtures {

    private TemplateFixtures() {}

    static Map<String, Object> money(String amount) {
        return Map.of("amount", amount, "currency", "EUR");
    }

    /** Something of the type that has no contradiction, with the first trigger that the type allows. */
    static Map<String, Object> content(BonusType type) {
        Trigger trigger = type.triggers().getFirst();
        Map<String, Object> content = new LinkedHashMap<>(
                Map.of("name", "A bonus", "type", type.name(), "triggers", new ArrayList<>(List.of(trigger.name()))));
        content.put("value", Map.of("fixed", money("10.00")));
        if (trigger == Trigger.PROMO_CODE) {
            content.put("promoCode", "CODE-" + type.ordinal());
        }
        type.needs().forEach(need -> add(content, need));
        return content;
    }

    private static void add(Map<String, Object> content, TypeNeed need) {
        switch (need) {
            case END -> content.put("schedule", Map.of("until", "2099-01-02T00:00:00Z"));
            case SHORT ->
                content.put("schedule", Map.of("from", "2099-01-01T00:00:00Z", "until", "2099-01-02T00:00:00Z"));
            case ONCE_PER_USER -> content.put("limits", Map.of("perUser", 1));
            case DAILY_COOL_DOWN -> content.put("limits", Map.of("coolDownHours", 20));
            case YEARLY_COOL_DOWN -> content.put("limits", Map.of("coolDownHours", 7_200));
            case IDLE_RULE -> content.put("eligibility", Map.of("idleForDays", 30));
            case STANDING_RULE -> content.put("eligibility", Map.of("segmentIn", List.of("high-rollers")));
            case CODE -> content.put("promoCode", "WELCOME-CODE");
            case POINTS -> content.put("value", Map.of("fixed", Map.of("amount", "50", "currency", "POINTS")));
            case AT_MOST_WHOLE ->
                content.put(
                        "value",
                        Map.of("percentage", Map.of("percent", "10", "currency", "EUR", "cap", money("100.00"))));
            case CHOICE -> content.put("selection", Map.of("minCount", 2));
            case GUARDED -> {
                content.put("wagering", Map.of("times", "35"));
                content.put("validForDays", 30);
            }
        }
    }

    /** 100 % of a deposit up to 100 euros, to be wagered 35 times in 30 days. */
    static Map<String, Object> match() {
        Map<String, Object> content = content(BonusType.RELOAD);
        content.put("value", Map.of("percentage", Map.of("percent", "100", "currency", "EUR", "cap", money("100.00"))));
        content.put(
                "wagering",
                Map.of(
                        "times",
                        "35",
                        "countsDeposit",
                        true,
                        "maximumBet",
                        money("5.00"),
                        "weights",
                        List.of(Map.of("product", "table games", "games", List.of("blackjack-*"), "percent", 10))));
        content.put("validForDays", 30);
        return content;
    }
}
