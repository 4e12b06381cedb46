package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Person;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A bonus on its whole way through all services: given, wagered and the player's own, or given up; exact to the cent. */
final class BonusWageringSteps {

    private static final String EUR = "EUR";
    private static final String BONUSES = "{ me { bonuses(first: 100) { nodes { id templateCode state held { amount }"
            + " converted { amount } contributions { nodes { reason counted { amount } } } } } } }";
    private static final String WALLETS =
            "{ me { wallets { pockets { real { available { amount } } bonus { available { amount } }"
                    + " locked { available { amount } } } } } }";

    private final Person admin;
    private final Person player;
    private final Person game;
    private final Staff staff;
    private final String run = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    /** @param player with no bonus and no money yet */
    BonusWageringSteps(Person admin, Person player, Person game, Staff staff) {
        this.admin = admin;
        this.player = player;
        this.game = game;
        this.staff = staff;
    }

    void addTo(Suite suite) {
        suite.step("a claimed bonus is bonus money until it is wagered", () -> {
                    staff.join(game, "game-provider");
                    player.join("Cara");
                    // The fee of 2.9 % goes off it.
                    player.deposit(player.wallet(EUR), "20.60", EUR, run + "-deposit")
                            .ok();
                    claim("WAGER", "10.00", "2");
                    awaitState("WAGER", "ACTIVE");
                    pockets("20.00", "10.00");
                })
                .step("bets count when they are settled, with what is won for the pockets that paid", () -> {
                    bet("one", "12.50", "0.00");
                    Person.await("the first bet's count", () -> counted("WAGER").equals(List.of("12.50")));
                    pockets("7.50", "10.00");
                })
                .step("at the target what is left of the bonus becomes the player's own", () -> {
                    // 7.50 of it is real money, and a quarter of it bonus money: so is a quarter of the win.
                    bet("two", "10.00", "4.00");
                    awaitState("WAGER", "CONVERTED");
                    Check.equal("8.50", bonus("WAGER").at("/converted/amount").asString(), "what became the player's");
                    pockets("11.50", "0.00");
                })
                .step("what is given up goes back to the house", () -> {
                    claim("GIVEN-UP", "5.00", "50");
                    awaitState("GIVEN-UP", "ACTIVE");
                    pockets("11.50", "5.00");
                    Mutations.ask(
                                    player,
                                    "forfeitBonus",
                                    Map.of(
                                            "bonusId",
                                            bonus("GIVEN-UP").at("/id").asString()))
                            .ok();
                    awaitState("GIVEN-UP", "FORFEITED");
                    pockets("11.50", "0.00");
                });
    }

    private void claim(String code, String euros, String times) {
        Map<String, Object> content = BonusContents.fixed("CUSTOM", "CLAIM", euros);
        content.put("wagering", Map.of("times", times));
        content.put("validForDays", 30);
        Mutations.ask(admin, "saveBonusTemplate", Map.of("code", named(code), "content", content))
                .ok();
        Mutations.ask(admin, "publishBonusTemplate", Map.of("code", named(code), "version", 1))
                .ok();
        Mutations.done(
                player,
                "claimBonus",
                Map.of("templateCode", named(code), "idempotencyKey", named(code)),
                "... on Bonus { id }",
                "/id");
    }

    private void bet(String bet, String stake, String win) {
        Mutations.done(
                game,
                "placeBet",
                Map.of(
                        "walletId",
                        player.wallet(EUR),
                        "betId",
                        named(bet),
                        "gameId",
                        "dice",
                        "amount",
                        Person.money(stake, EUR),
                        "idempotencyKey",
                        named(bet)),
                "... on Bet { status }",
                "/status");
        Mutations.done(
                game,
                "settleBet",
                Map.of(
                        "betId",
                        named(bet),
                        "win",
                        Person.money(win, EUR),
                        "isLast",
                        true,
                        "idempotencyKey",
                        named(bet) + "-win"),
                "... on Bet { status }",
                "/status");
    }

    private JsonNode bonus(String code) {
        return player.ask(BONUSES)
                .ok()
                .at("/me/bonuses/nodes")
                .valueStream()
                .filter(bonus -> bonus.at("/templateCode").asString().equals(named(code)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the player has no bonus " + named(code)));
    }

    private void awaitState(String code, String state) {
        Person.await(
                "bonus " + code + " to be " + state,
                () -> bonus(code).at("/state").asString().equals(state));
    }

    private List<String> counted(String code) {
        List<String> counted = new ArrayList<>();
        bonus(code)
                .at("/contributions/nodes")
                .forEach(one -> counted.add(one.at("/counted/amount").asString()));
        return counted;
    }

    private void pockets(String real, String bonus) {
        JsonNode wallet = player.ask(WALLETS).ok().at("/me/wallets/0/pockets");
        Check.amount(real, amount(wallet, "real"), "the player's own money");
        Check.amount(bonus, amount(wallet, "bonus"), "bonus money");
        Check.amount("0.00", amount(wallet, "locked"), "money that is out of use");
    }

    private static BigDecimal amount(JsonNode pockets, String pocket) {
        return new BigDecimal(pockets.at("/" + pocket + "/available/amount").asString());
    }

    private String named(String name) {
        return run + "-" + name;
    }
}
