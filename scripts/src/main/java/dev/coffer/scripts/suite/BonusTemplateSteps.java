package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Templates: every type of the catalogue, versions, stages, and what is refused. */
final class BonusTemplateSteps {

    /** Without the template's code: whatever is called so in an answer counts as a code that was answered. */
    private static final String SHOWN = "... on BonusTemplate { status version publishedVersion words }";

    private final Person admin;
    private final String run = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    BonusTemplateSteps(Person admin) {
        this.admin = admin;
    }

    void addTo(Suite suite) {
        suite.step("a template of every type of the catalogue is saved, published and archived", this::everyType)
                .step("a match is told in words", () -> {
                    Map<String, Object> match = BonusContents.fixed("RELOAD", "DEPOSIT", "1.00");
                    match.put(
                            "value",
                            Map.of(
                                    "percentage",
                                    Map.of("percent", "50", "currency", "EUR", "cap", Person.money("100", "EUR"))));
                    match.put("eligibility", Map.of("all", List.of(Map.of("kycTierAtLeast", "BASIC"))));
                    Answer saved = save("WORDS", match, null).ok();
                    Check.equal(
                            "You get 50 % of the amount, at most 100.00 EUR.",
                            saved.text("/saveBonusTemplate/words/0"), "the value in words");
                    Check.sentence(saved.text("/saveBonusTemplate/words/1"), "BASIC");
                })
                .step("a template that contradicts itself is not saved, and each contradiction is named", () -> {
                    Map<String, Object> content = BonusContents.fixed("FIRST_DEPOSIT", "CLAIM", "10.00");
                    content.put("wagering", Map.of("times", "101"));
                    content.put("winCap", Person.money("9.99", "EUR"));
                    content.put("budget", Map.of("total", Person.money("5.00", "EUR")));
                    Answer answer = save("WRONG", content, null);
                    Check.error(answer, "INVALID_INPUT");
                    JsonNode problems = answer.body().at("/errors/0/extensions/problems");
                    Check.equal(6, problems.size(), "contradictions named in " + problems);
                });
        refusals(suite);
    }

    private void everyType() {
        JsonNode types = admin.ask("{ bonusTypes { type triggers needs } }", Map.of())
                .ok()
                .at("/bonusTypes");
        Check.that(types.size() >= 37, "the catalogue has every type, and it has " + types.size());
        for (JsonNode terms : types) {
            String type = terms.at("/type").asString();
            String trigger = terms.at("/triggers/0").asString();
            Map<String, Object> content = BonusContents.fixed(type, trigger, "10.00");
            if (trigger.equals("PROMO_CODE")) {
                content.put("promoCode", run + "-" + type.replace('_', '-'));
            }
            terms.at("/needs").forEach(need -> BonusContents.meet(content, need.asString()));
            String code = type.replace('_', '-');
            save(code, content, null).ok();
            Answer published = move("publish", code, 1).ok();
            Check.equal("PUBLISHED", published.text("/publishBonusTemplate/status"), "the status of " + type);
            move("archive", code, 1).ok();
        }
    }

    private void refusals(Suite suite) {
        suite.step("nobody's change of a template is lost, and it goes from stage to stage in order", () -> {
                    Map<String, Object> content = BonusContents.fixed("CUSTOM", "CLAIM", "1.00");
                    save("STAGES", content, null).ok();
                    Check.refusal(save("STAGES", content, null), "/saveBonusTemplate", "BONUS_TEMPLATE_CHANGED");
                    Check.refusal(move("pause", "STAGES", 1), "/pauseBonusTemplate", "BONUS_TEMPLATE_NOT_PUBLISHED");
                    move("publish", "STAGES", 1).ok();
                    save("STAGES", content, 1).ok();
                    Answer paused = move("pause", "STAGES", 2).ok();
                    Check.equal("1", paused.text("/pauseBonusTemplate/publishedVersion"), "the version that ran");
                    move("archive", "STAGES", 2).ok();
                    Check.refusal(move("publish", "STAGES", 2), "/publishBonusTemplate", "BONUS_TEMPLATE_ARCHIVED");
                })
                .step("what is over is not published", () -> {
                    Map<String, Object> content = BonusContents.fixed("CUSTOM", "CLAIM", "1.00");
                    content.put("schedule", Map.of("until", "2020-01-01T00:00:00Z"));
                    save("OVER", content, null).ok();
                    Check.refusal(move("publish", "OVER", 1), "/publishBonusTemplate", "BONUS_TEMPLATE_OVER");
                })
                .step("a promo code belongs to one published template", () -> {
                    Map<String, Object> content = BonusContents.fixed("PROMO_CODE", "PROMO_CODE", "1.00");
                    content.put("promoCode", run + "-ONE");
                    save("PROMO-A", content, null).ok();
                    save("PROMO-B", content, null).ok();
                    move("publish", "PROMO-A", 1).ok();
                    Check.refusal(move("publish", "PROMO-B", 1), "/publishBonusTemplate", "PROMO_CODE_TAKEN");
                    move("archive", "PROMO-A", 1).ok();
                    move("publish", "PROMO-B", 1).ok();
                    move("archive", "PROMO-B", 1).ok();
                });
    }

    private String named(String code) {
        return run + "-" + code;
    }

    private Answer save(String code, Map<String, Object> content, @Nullable Integer version) {
        Map<String, Object> input = new HashMap<>(Map.of("code", named(code), "content", content));
        input.put("version", version);
        return Mutations.ask(admin, "saveBonusTemplate", input, SHOWN);
    }

    private Answer move(String how, String code, int version) {
        return Mutations.ask(admin, how + "BonusTemplate", Map.of("code", named(code), "version", version), SHOWN);
    }
}
