package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Points for stakes, a tier, and a bonus for points. */
final class BonusLoyaltySteps {

    private static final String LOYALTY = "bonus-service/loyalty";
    private static final String EUR = "EUR";

    private final Person admin;
    private final Person game;
    private final Person player;
    private final Staff staff;
    private final String run = UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);

    BonusLoyaltySteps(GatewayClient client, Person admin, Staff staff) {
        this.admin = admin;
        this.staff = staff;
        this.game = Person.unknown(client, "wheel");
        this.player = Person.unknown(client, "loyal");
    }

    void addTo(Suite suite) {
        suite.step("a stake earns points, and a rollback takes them back", () -> {
                    staff.join(game, "game-provider");
                    player.join("Lou");
                    player.deposit(player.wallet(EUR), "103.00", EUR, run).ok();
                    setPoints("default=2");
                    bet("kept", "20.00");
                    bet("undone", "30.00");
                    Person.await("points for both bets", () -> points() == 100);
                    Mutations.done(
                            game,
                            "rollbackBet",
                            Map.of(
                                    "betId",
                                    run + "-undone",
                                    "reason",
                                    "The round was cancelled",
                                    "idempotencyKey",
                                    run + "-back"),
                            "... on Bet { status }",
                            "/status");
                    Person.await("points for one bet", () -> points() == 40);
                })
                .step("points buy a bonus, once for a key, and never more than there are", () -> {
                    publish("FOR-POINTS", "POINTS", 30);
                    publish("NOT-FOR-POINTS", "CLAIM", null);
                    String first = redeem("FOR-POINTS", "first");
                    Check.equal(first, redeem("FOR-POINTS", "first"), "the bonus of a repeat");
                    Check.equal(10, points(), "points that are left");
                    publish("ALSO-FOR-POINTS", "POINTS", 5);
                    Mutations.refused(
                            player, "redeemPoints", input("ALSO-FOR-POINTS", "first"), "IDEMPOTENCY_KEY_REUSED");
                    Mutations.refused(player, "redeemPoints", input("FOR-POINTS", "second"), "POINTS_NOT_ENOUGH");
                    Mutations.refused(player, "redeemPoints", input("NOT-FOR-POINTS", "x"), "POINTS_NOT_REDEEMABLE");
                })
                .step("the book of points adds up", () -> {
                    JsonNode checked = admin.ask(
                                    "query P($id: ID!) { pointsCheck(userId: $id) { entries problem } }",
                                    Map.of("id", player.id()))
                            .ok()
                            .at("/pointsCheck");
                    Check.equal(4, checked.at("/entries").asInt(), "entries");
                    Check.that(checked.at("/problem").isNull(), "nothing is wrong in " + checked);
                    setPoints("default=0");
                });
    }

    private int points() {
        return player.ask("{ loyalty { points } }").ok().at("/loyalty/points").asInt();
    }

    private Map<String, Object> input(String code, String key) {
        return Map.of("templateCode", run + '-' + code, "idempotencyKey", run + key);
    }

    private String redeem(String code, String key) {
        return Mutations.done(player, "redeemPoints", input(code, key), "... on Bonus { id }", "/id");
    }

    private void publish(String name, String trigger, @Nullable Integer price) {
        Map<String, Object> content = BonusContents.fixed("LOYALTY", trigger, "5.00");
        if (price != null) {
            content.put("pricePoints", price);
        }
        Mutations.ask(admin, "saveBonusTemplate", Map.of("code", run + '-' + name, "content", content))
                .ok();
        Mutations.done(
                admin,
                "publishBonusTemplate",
                Map.of("code", run + '-' + name, "version", 1),
                "... on BonusTemplate { status }",
                "/status");
    }

    private void bet(String name, String stake) {
        BonusPlay.played(game, player, run + '-' + name, "wheel", stake, "0.00");
    }

    private void setPoints(String points) {
        int version = admin.ask("query S($key: String!) { setting(key: $key) { version } }", Map.of("key", LOYALTY))
                .ok()
                .at("/setting/version")
                .asInt();
        Mutations.done(
                admin,
                "setSetting",
                Map.of(
                        "key",
                        LOYALTY,
                        "expectedVersion",
                        version,
                        "reason",
                        "the bonus suite",
                        "values",
                        List.of(Map.of("field", "points", "value", points))),
                "... on Setting { version }",
                "/version");
        boolean isOn = !points.equals("default=0");
        Person.await(
                "the setting to be in force",
                () -> player.ask("{ loyalty { isOn } }")
                                .ok()
                                .at("/loyalty/isOn")
                                .asBoolean()
                        == isOn);
    }
}
