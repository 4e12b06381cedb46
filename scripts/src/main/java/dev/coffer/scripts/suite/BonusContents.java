package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What templates say, as operators write it. */
final class BonusContents {

    private BonusContents() {}

    /** A fixed value for whoever claims it, theirs at once. */
    static Map<String, Object> fixed(String type, String trigger, String euros) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("name", "A bonus of " + euros);
        content.put("type", type);
        content.put("triggers", new ArrayList<>(List.of(trigger)));
        content.put("value", Map.of("fixed", Person.money(euros, "EUR")));
        return content;
    }

    /** Adds what the type needs, as {@code bonusTypes} names it. */
    static void meet(Map<String, Object> content, String need) {
        switch (need) {
            case "END" -> content.put("schedule", Map.of("until", "2099-01-02T00:00:00Z"));
            case "SHORT" ->
                content.put("schedule", Map.of("from", "2099-01-01T00:00:00Z", "until", "2099-01-02T00:00:00Z"));
            case "ONCE_PER_USER" -> content.put("limits", Map.of("perUser", 1));
            case "DAILY_COOL_DOWN" -> content.put("limits", Map.of("coolDownHours", 20));
            case "YEARLY_COOL_DOWN" -> content.put("limits", Map.of("coolDownHours", 7_200));
            case "IDLE_RULE" -> content.put("eligibility", Map.of("idleForDays", 30));
            case "STANDING_RULE" -> content.put("eligibility", Map.of("segmentIn", List.of("high-rollers")));
            case "POINTS" -> content.put("value", Map.of("fixed", Person.money("50", "POINTS")));
            case "CHOICE" -> content.put("selection", Map.of("minCount", 2, "isDistinct", true));
            case "GUARDED" -> {
                content.put("wagering", Map.of("times", "35"));
                content.put("validForDays", 30);
            }
            // A fixed value is no share, and whoever is triggered by a code has one already.
            case "AT_MOST_WHOLE", "CODE" -> {}
            default -> throw new AssertionError("Nobody knows how to meet the need " + need);
        }
    }
}
