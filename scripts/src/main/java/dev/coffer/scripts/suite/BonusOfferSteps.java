package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Who gets which bonus: claims, promo codes, deposits, operators; and why not. */
final class BonusOfferSteps {

    private static final String BONUS = "... on Bonus { id templateCode value { amount } }";
    private static final int WRONG_CODES = 10;

    private final Person admin;
    private final Person ann;
    private final Person bob;
    private final String run = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    BonusOfferSteps(Person admin, Person ann, Person bob) {
        this.admin = admin;
        this.ann = ann;
        this.bob = bob;
    }

    void addTo(Suite suite) {
        claims(suite);
        others(suite);
    }

    private void claims(Suite suite) {
        suite.step("a player claims a bonus, and the repeat answers the first answer", () -> {
                    Map<String, Object> content = BonusContents.fixed("CUSTOM", "CLAIM", "5.00");
                    content.put("limits", Map.of("perUser", 1));
                    publish("CLAIM", content);
                    String first = claim(ann, "CLAIM", "first").ok().text("/claimBonus/id");
                    Check.equal(first, claim(ann, "CLAIM", "first").text("/claimBonus/id"), "the repeat's bonus");
                    Check.refusal(claim(ann, "CLAIM", "second"), "/claimBonus", "BONUS_NOT_ELIGIBLE");
                })
                .step("a player is told why not, in words and each reason", () -> {
                    Map<String, Object> content = BonusContents.fixed("CUSTOM", "CLAIM", "5.00");
                    content.put(
                            "eligibility",
                            Map.of("all", List.of(Map.of("kycTierAtLeast", "FULL"), Map.of("idleForDays", 9))));
                    publish("WHY", content);
                    JsonNode shown = ann.ask(
                                    "query($code: String!) { explainBonus(templateCode: $code) { isAvailable whyNot {"
                                            + " reason words } } }",
                                    Map.of("code", named("WHY")))
                            .ok()
                            .at("/explainBonus");
                    Check.equal(2, shown.at("/whyNot").size(), "reasons in " + shown);
                    Check.equal("KYC_TIER", shown.at("/whyNot/0/reason").asString(), "the first reason");
                    Check.sentence(shown.at("/whyNot/0/words").asString(), "FULL");
                })
                .step("of two accounts on one device, one gets what is given once for a device", () -> {
                    Map<String, Object> content = BonusContents.fixed("CUSTOM", "CLAIM", "5.00");
                    content.put("limits", Map.of("oncePerDevice", true));
                    publish("DEVICE", content);
                    Map<String, Object> input = Map.of(
                            "templateCode",
                            named("DEVICE"),
                            "idempotencyKey",
                            run + "-device",
                            "deviceId",
                            run + "-phone");
                    Mutations.done(ann, "claimBonus", input, BONUS, "/id");
                    Mutations.refused(bob, "claimBonus", input, "BONUS_NOT_ELIGIBLE");
                })
                .step("a budget for one award is spent by one", () -> {
                    Map<String, Object> content = BonusContents.fixed("CUSTOM", "CLAIM", "5.00");
                    content.put("budget", Map.of("total", Person.money("5.00", "EUR")));
                    publish("BUDGET", content);
                    claim(ann, "BUDGET", "key").ok().text("/claimBonus/id");
                    Check.refusal(claim(bob, "BUDGET", "key"), "/claimBonus", "BONUS_BUDGET_SPENT");
                });
    }

    private void others(Suite suite) {
        suite.step("a promo code is worth its bonus, and who guesses codes is not heard any more", () -> {
                    Map<String, Object> content = BonusContents.fixed("PROMO_CODE", "PROMO_CODE", "7.00");
                    content.put("promoCode", run + "-PROMO");
                    publish("PROMO", content);
                    Answer entered = enter(ann, run + "-PROMO").ok();
                    Check.equal("7.00", entered.text("/enterPromoCode/value/amount"), "the promo code's worth");
                    for (int i = 0; i < WRONG_CODES; i++) {
                        Check.refusal(enter(bob, run + "-NO-" + i), "/enterPromoCode", "PROMO_CODE_UNKNOWN");
                    }
                    Check.refusal(enter(bob, run + "-PROMO"), "/enterPromoCode", "PROMO_CODE_TRIED_TOO_OFTEN");
                })
                .step("a deposit gives a chosen player half of it, once", () -> {
                    Mutations.ask(
                                    admin,
                                    "saveBonusPlayer",
                                    Map.of("userId", ann.id(), "segments", List.of(run.toLowerCase(Locale.ROOT))))
                            .ok();
                    Map<String, Object> content = BonusContents.fixed("TOP_UP", "DEPOSIT", "1.00");
                    content.put(
                            "value",
                            Map.of(
                                    "percentage",
                                    Map.of("percent", "50", "currency", "EUR", "cap", Person.money("100", "EUR"))));
                    content.put("eligibility", Map.of("segmentIn", List.of(run.toLowerCase(Locale.ROOT))));
                    content.put("limits", Map.of("perUser", 1));
                    publish("MATCH", content);
                    String wallet = ann.wallet("EUR");
                    ann.deposit(wallet, "20.01", "EUR", run + "-deposit").ok();
                    ann.deposit(wallet, "20.01", "EUR", run + "-deposit").ok();
                    Person.await(
                            "the bonus of the deposit", () -> amounts("MATCH").equals(List.of("10.00")));
                })
                .step("an operator gives a share of what they state", () -> {
                    Map<String, Object> content = BonusContents.fixed("CASHBACK", "OPERATOR", "1.00");
                    content.put(
                            "value",
                            Map.of(
                                    "percentage",
                                    Map.of("percent", "10", "currency", "EUR", "cap", Person.money("50", "EUR"))));
                    publish("CASHBACK", content);
                    Answer given = Mutations.ask(
                            admin,
                            "awardBonus",
                            Map.of(
                                    "userId",
                                    ann.id(),
                                    "templateCode",
                                    named("CASHBACK"),
                                    "base",
                                    Person.money("123.45", "EUR"),
                                    "idempotencyKey",
                                    run),
                            BONUS);
                    Check.equal("12.34", given.ok().text("/awardBonus/value/amount"), "a tenth of 123.45");
                });
    }

    private List<String> amounts(String code) {
        return ann.ask("{ me { bonuses(first: 100) { nodes { templateCode value { amount } } } } }")
                .ok()
                .at("/me/bonuses/nodes")
                .valueStream()
                .filter(bonus -> bonus.at("/templateCode").asString().equals(named(code)))
                .map(bonus -> bonus.at("/value/amount").asString())
                .toList();
    }

    private Answer claim(Person by, String code, String key) {
        return Mutations.ask(by, "claimBonus", Map.of("templateCode", named(code), "idempotencyKey", run + key), BONUS);
    }

    private Answer enter(Person by, String promoCode) {
        return Mutations.ask(by, "enterPromoCode", Map.of("promoCode", promoCode, "idempotencyKey", promoCode), BONUS);
    }

    private void publish(String code, Map<String, Object> content) {
        Mutations.ask(admin, "saveBonusTemplate", Map.of("code", named(code), "content", content))
                .ok();
        Mutations.done(
                admin,
                "publishBonusTemplate",
                Map.of("code", named(code), "version", 1),
                "... on BonusTemplate { status }",
                "/status");
    }

    private String named(String code) {
        return run + "-" + code;
    }
}
