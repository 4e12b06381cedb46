package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Person;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the template of a {@link BonusScenario} says: for its one player, by the way that it is brought about. */
record BonusScenarioContent(String type, How how, List<String> needs, String code) {

    private static final String EUR = "EUR";

    /** What brings a bonus about. */
    enum How {
        REGISTRATION,
        DEPOSIT,
        SECOND_DEPOSIT,
        PURCHASE,
        BET,
        PLAY,
        TIER,
        BIRTHDAY,
        CHECK_IN,
        SCHEDULE,
        PROMO_CODE,
        CLAIM,
        OPERATOR,
        DAY_OVER;

        String trigger() {
            return switch (this) {
                case SECOND_DEPOSIT -> "DEPOSIT";
                case TIER -> "KYC_TIER";
                case DAY_OVER -> "LOSSES";
                default -> name();
            };
        }
    }

    Map<String, Object> content() {
        Map<String, Object> content = BonusContents.fixed(type, how.trigger(), "5.00");
        content.put("wagering", Map.of("times", "2"));
        content.put("validForDays", 30);
        needs.forEach(need -> BonusContents.meet(content, need));
        Map<String, Object> chosen = Map.of("segmentIn", List.of(code.toLowerCase(Locale.ROOT)));
        content.put(
                "eligibility",
                type.equals("WINBACK") ? Map.of("any", List.of(chosen, Map.of("idleForDays", 30))) : chosen);
        if (needs.contains("GUARDED")) {
            content.put("wagering", Map.of("times", "2"));
        }
        if (needs.contains("POINTS")) {
            content.remove("wagering");
            content.remove("validForDays");
        }
        if (needs.contains("AT_MOST_WHOLE") || how == How.DEPOSIT && type.equals("FIRST_DEPOSIT")) {
            content.put("value", share(how == How.DEPOSIT ? "25" : "10"));
        }
        occasion(content);
        return content;
    }

    private static Map<String, Object> share(String percent) {
        return Map.of("percentage", Map.of("percent", percent, "currency", EUR, "cap", Person.money("50", EUR)));
    }

    private void bundle(Map<String, Object> content) {
        if (type.equals("BUNDLE")) {
            content.put(
                    "selection",
                    Map.of("minCount", 2, "combination", "SUM", "minTotal", "5", "maxTotal", "5", "isDistinct", true));
        }
    }

    private void occasion(Map<String, Object> content) {
        switch (how) {
            case REGISTRATION -> {
                content.remove("eligibility");
                content.put("limits", Map.of("perUser", 1, "total", 1));
            }
            case PURCHASE -> bundle(content);
            case PROMO_CODE -> content.put("promoCode", code);
            case BET ->
                content.put(
                        "selection",
                        Map.of("minCount", 2, "combination", "PRODUCT", "minTotal", "4", "minValue", "1.5"));
            case PLAY -> content.put("play", Map.of("period", "MONTH", "bets", 1));
            case DAY_OVER -> content.put("play", Map.of("period", "DAY"));
            case CHECK_IN -> content.put("streakDays", 1);
            case SCHEDULE ->
                content.put(
                        "schedule",
                        Map.of(
                                "from",
                                SuiteWiring.clock()
                                        .instant()
                                        .minus(Duration.ofHours(1))
                                        .toString(),
                                "until",
                                SuiteWiring.clock()
                                        .instant()
                                        .plus(Duration.ofHours(24))
                                        .toString()));
            default -> {}
        }
        if (type.equals("FREE_SPINS")) {
            content.put("value", Map.of("freeUnits", Map.of("count", 5, "worth", Person.money("1.00", EUR))));
        }
    }
}
