package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What of a bonus and of a bet counts, and why not: caps, stickiness, games, large bets, rollbacks and budgets; exact to the cent. */
final class BonusCountingSteps {

    private static final String COUNTS = "COUNTS";

    private final Person player;
    private final Person other;
    private final BonusPlay play;

    /** @param player nobody yet: joins here; @param game has joined; @param other somebody who has joined */
    BonusCountingSteps(Person admin, Person player, Person game, Person other) {
        this.player = player;
        this.other = other;
        this.play = new BonusPlay(admin, player, game);
    }

    void addTo(Suite suite) {
        suite.step("what is above the win cap goes back to the house", () -> {
                    player.join("Eve");
                    Map<String, Object> content = BonusPlay.wagered("10.00", "1");
                    content.put("winCap", Person.money("12.00", "EUR"));
                    play.take("CAPPED", content);
                    play.bet("lucky", "dice", "10.00", "50.00");
                    play.awaitState("CAPPED", "CONVERTED");
                    converted("CAPPED", "12.00");
                    play.pockets("12.00", "0.00");
                })
                .step("of a sticky bonus the player keeps what was won with it alone", () -> {
                    Map<String, Object> content = BonusPlay.wagered("10.00", "1.5");
                    content.put("isSticky", true);
                    play.take("STICKY", content);
                    // 12.00 of it are the player's own, and 3.00 of the bonus win 1.00 more than themselves.
                    play.bet("sticky", "dice", "15.00", "20.00");
                    play.awaitState("STICKY", "CONVERTED");
                    converted("STICKY", "1.00");
                    play.pockets("17.00", "0.00");
                });
        counting(suite);
        suite.step("a budget that is spent is said to whoever asks, before and after", this::budget);
    }

    private void counting(Suite suite) {
        suite.step("a bet that is too large or of an excluded game counts nothing, and others by their weight", () -> {
                    Map<String, Object> content = BonusPlay.wagered("5.00", "10");
                    content.put(
                            "wagering",
                            Map.of(
                                    "times",
                                    "10",
                                    "maximumBet",
                                    Person.money("3.00", "EUR"),
                                    "weights",
                                    List.of(
                                            weight("table games", "blackjack-*", 10),
                                            weight("live games", "live-*", 0))));
                    play.take(COUNTS, content);
                    play.bet("large", "dice", "3.01", "3.01");
                    play.uncounted(COUNTS, "large", "ABOVE_MAXIMUM_BET", "stake");
                    play.bet("live", "live-roulette", "1.00", "1.00");
                    play.uncounted(COUNTS, "live", "EXCLUDED_GAME", "game");
                    play.bet("tenth", "blackjack-classic", "1.09", "1.09");
                    Person.await(
                            "a tenth of a bet", () -> play.counted(COUNTS).equals(List.of("0.10", "0.00", "0.00")));
                    play.pockets("17.00", "5.00");
                })
                .step("a rollback takes back what its bet counted", () -> {
                    play.bet("back", "dice", "2.00", "0.00");
                    Person.await("the count", () -> wagered().equals("2.10"));
                    play.pockets("15.00", "5.00");
                    play.rollBack("back");
                    play.uncounted(COUNTS, "back", "ROLLED_BACK", "rolled back");
                    Check.equal("0.10", wagered(), "what was wagered");
                    play.pockets("17.00", "5.00");
                });
    }

    private void budget() {
        Map<String, Object> content = BonusContents.fixed("CUSTOM", "CLAIM", "5.00");
        content.put("budget", Map.of("total", Person.money("5.00", "EUR")));
        play.publish("ONE", content);
        Check.equal(0, explained("ONE").at("/whyNot").size(), "reasons against it");
        play.claim(player, "ONE").ok();
        play.awaitState("ONE", "CLAIMED");
        play.pockets("22.00", "5.00");
        Check.refusal(play.claim(other, "ONE"), "/claimBonus", "BONUS_BUDGET_SPENT");
        JsonNode shown = explained("ONE");
        Check.that(!shown.at("/isAvailable").asBoolean(), "it is not to be had");
        Check.equal("BUDGET_SPENT", shown.at("/whyNot/0/reason").asString(), "the reason");
        Check.sentence(shown.at("/whyNot/0/words").asString(), "budget");
    }

    private JsonNode explained(String code) {
        return other.ask(
                        "query E($code: String!) { explainBonus(templateCode: $code) { isAvailable whyNot { reason"
                                + " words } } }",
                        Map.of("code", play.named(code)))
                .ok()
                .at("/explainBonus");
    }

    private static Map<String, Object> weight(String product, String games, int percent) {
        return Map.of("product", product, "games", List.of(games), "percent", percent);
    }

    private String wagered() {
        return play.bonus(COUNTS).at("/wagering/wagered/amount").asString();
    }

    private void converted(String code, String euros) {
        Check.equal(euros, play.bonus(code).at("/converted/amount").asString(), "what became the player's");
    }
}
