package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Combinations: the rule as data, what is wrong with a choice, the bonus of a bet that meets it, and its end with the bet. */
final class BonusSelectionSteps {

    private static final String EUR = "EUR";

    private final Person player;
    private final Person game;
    private final Staff staff;
    private final BonusPlay play;

    BonusSelectionSteps(GatewayClient client, Person admin, Staff staff) {
        this.player = Person.unknown(client, "combi");
        this.game = Person.unknown(client, "odds");
        this.staff = staff;
        this.play = new BonusPlay(admin, player, game);
    }

    void addTo(Suite suite) {
        suite.step("the rule of a combination is data, and a choice that does not meet it is told why", () -> {
                    staff.join(game, "game-provider");
                    player.join("Combi");
                    player.deposit(player.wallet(EUR), "20.60", EUR, play.named("deposit"))
                            .ok();
                    Map<String, Object> content = BonusPlay.wagered("5.00", "10");
                    content.put("type", "COMBO");
                    content.put("triggers", List.of("BET"));
                    content.put(
                            "selection",
                            Map.of("minCount", 3, "minValue", "1.5", "combination", "PRODUCT", "minTotal", "6"));
                    play.publishForPlayer("COMBO", content);
                    Check.equal("6", rule().at("/minTotal").asString(), "the least total, as data");
                    JsonNode verdict = explain(three("1.5", "1.5", "1.49"));
                    Check.equal("3.3525", verdict.at("/total").asString(), "the total");
                    Check.equal(
                            List.of("SELECTION_VALUE", "SELECTION_TOTAL"),
                            verdict.at("/whyNot")
                                    .valueStream()
                                    .map(one -> one.at("/reason").asString())
                                    .toList(),
                            "what is wrong with the choice");
                    Check.that(
                            explain(three("1.5", "2", "2")).at("/isMet").asBoolean(), "a total on the bound is enough");
                })
                .step("a bet gives its bonus by what was chosen, and a rollback takes it back", () -> {
                    play.place("low", "1.00", three("1.5", "1.5", "1.5"));
                    play.settle("low", "0.00");
                    play.place("met", "1.00", three("1.5", "2", "2"));
                    play.settle("met", "0.00");
                    play.awaitState("COMBO", "ACTIVE");
                    play.pockets("18.00", "5.00");
                    play.rollBack("met");
                    play.awaitState("COMBO", "CANCELLED");
                    play.pockets("19.00", "0.00");
                });
    }

    private static List<Map<String, String>> three(String first, String second, String third) {
        return List.of(one("match-1", first), one("match-2", second), one("match-3", third));
    }

    private static Map<String, String> one(String id, String odds) {
        return Map.of("id", id, "category", "football", "value", odds);
    }

    private JsonNode rule() {
        return player.ask(
                        "query R($code: String!) { explainBonus(templateCode: $code) { selection { minCount minTotal } } }",
                        Map.of("code", play.named("COMBO")))
                .ok()
                .at("/explainBonus/selection");
    }

    private JsonNode explain(List<Map<String, String>> chosen) {
        return player.ask(
                        "query E($code: String!, $chosen: [BonusSelectionInput!]!) { explainBonusSelection(templateCode:"
                                + " $code, selections: $chosen) { isMet total whyNot { reason words } } }",
                        Map.of("code", play.named("COMBO"), "chosen", chosen))
                .ok()
                .at("/explainBonusSelection");
    }
}
