package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Second accounts: a card and a household bring a bonus to one player. */
final class BonusOnceSteps {

    private static final String EUR = "EUR";

    private final Person admin;
    private final Person first;
    private final Person second;
    private final BonusPlay play;

    BonusOnceSteps(GatewayClient client, Person admin) {
        this.admin = admin;
        this.first = Person.unknown(client, "once");
        this.second = Person.unknown(client, "twice");
        this.play = new BonusPlay(admin, first, first);
    }

    void addTo(Suite suite) {
        suite.step("a card brings its bonus to one player of all who pay with it", () -> {
                    for (Person player : List.of(first, second)) {
                        player.join("Player");
                        Mutations.ask(
                                        admin,
                                        "saveBonusPlayer",
                                        Map.of("userId", player.id(), "segments", List.of(segment())))
                                .ok();
                    }
                    Map<String, Object> content = BonusContents.fixed("TOP_UP", "DEPOSIT", "5.00");
                    content.put("eligibility", Map.of("segmentIn", List.of(segment())));
                    content.put("limits", Map.of("oncePerPaymentMethod", true));
                    play.publish("CARD", content);
                    String card = play.named("card");
                    deposit(first, card, "COMPLETED");
                    play.awaitState("CARD", "CLAIMED");
                    deposit(second, card, "COMPLETED");
                    Person.await("the reason against it", () -> whyNot("CARD").equals("PAYMENT_METHOD"));
                    Check.equal(List.of(), bonuses(second), "bonuses of the second player");
                })
                .step("one player of a household gets it", () -> {
                    Map<String, Object> content = BonusContents.fixed("CUSTOM", "CLAIM", "1.00");
                    content.put("limits", Map.of("oncePerHousehold", true));
                    play.publish("HOME", content);
                    for (Person player : List.of(first, second)) {
                        Mutations.ask(
                                        admin,
                                        "setBonusHousehold",
                                        Map.of("userId", player.id(), "household", play.named("home")))
                                .ok();
                    }
                    play.claim(first, "HOME").ok();
                    Check.refusal(play.claim(second, "HOME"), "/claimBonus", "BONUS_NOT_ELIGIBLE");
                    Check.equal("HOUSEHOLD", whyNot("HOME"), "the reason against it");
                });
    }

    private String segment() {
        return play.named("once").toLowerCase(Locale.ROOT);
    }

    private void deposit(Person by, String card, String status) {
        String stands = Mutations.done(
                by,
                "deposit",
                Map.of(
                        "walletId",
                        by.wallet(EUR),
                        "amount",
                        Person.money("10.00", EUR),
                        "paymentMethod",
                        card,
                        "idempotencyKey",
                        card + by.id()),
                "... on Deposit { status }",
                "/status");
        Check.equal(status, stands, "the status of the deposit");
    }

    /** Why the second player may not have it. */
    private String whyNot(String code) {
        return second.ask(
                        "query W($code: String!) { explainBonus(templateCode: $code) { whyNot { reason } } }",
                        Map.of("code", play.named(code)))
                .ok()
                .at("/explainBonus/whyNot/0/reason")
                .asString("");
    }

    private List<String> bonuses(Person by) {
        return by.ask("{ me { bonuses(first: 20) { nodes { templateCode } } } }")
                .ok()
                .at("/me/bonuses/nodes")
                .valueStream()
                .map(JsonNode::toString)
                .filter(bonus -> bonus.contains(play.named("CARD")))
                .toList();
    }
}
