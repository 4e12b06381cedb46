package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Map;

/** A purchase brings a bonus; its refund takes that back, and what was spent of the bonus stays spent. To the cent. */
final class BonusRefundSteps {

    private static final String EUR = "EUR";
    private static final String TICKET = "TICKET";

    private final Person player;
    private final Person shop;
    private final Person game;
    private final Staff staff;
    private final BonusPlay play;
    private String bought = "";

    BonusRefundSteps(GatewayClient client, Person admin, Staff staff) {
        this.player = Person.unknown(client, "buyer");
        this.shop = Person.unknown(client, "shop");
        this.game = Person.unknown(client, "slots");
        this.staff = staff;
        this.play = new BonusPlay(admin, player, game);
    }

    void addTo(Suite suite) {
        suite.step("a purchase brings a bonus, and its refund takes back what is left of it", () -> {
                    staff.join(game, "game-provider");
                    staff.join(shop, "merchant");
                    player.join("Buyer");
                    player.deposit(player.wallet(EUR), "20.60", EUR, play.named("deposit"))
                            .ok();
                    Map<String, Object> content = BonusPlay.wagered("5.00", "10");
                    content.put("type", "FIRST_PURCHASE");
                    content.put("triggers", List.of("PURCHASE"));
                    content.put("limits", Map.of("perUser", 1));
                    play.publishForPlayer(TICKET, content);
                    bought = buy("first", "18.00");
                    play.awaitState(TICKET, "ACTIVE");
                    play.pockets("2.00", "5.00");
                    // 2.00 of it are the player's own.
                    play.bet("spent", "dice", "3.00", "0.00");
                    play.pockets("0.00", "4.00");
                    refund(bought);
                    play.awaitState(TICKET, "CANCELLED");
                    Check.sentence(play.bonus(TICKET).at("/reason").asString(), "refunded");
                    play.pockets("18.00", "0.00");
                })
                .step("a refund that is asked for again takes nothing more", () -> {
                    refund(bought);
                    play.pockets("18.00", "0.00");
                });
    }

    /** Paid at once. @return its id */
    private String buy(String order, String euros) {
        return Mutations.done(
                player,
                "createPaymentIntent",
                Map.of(
                        "walletId",
                        player.wallet(EUR),
                        "orderReference",
                        play.named(order),
                        "amount",
                        Person.money(euros, EUR),
                        "description",
                        "A ticket",
                        "capture",
                        true,
                        "idempotencyKey",
                        play.named(order)),
                "... on PaymentIntent { id }",
                "/id");
    }

    private void refund(String paymentIntentId) {
        Mutations.done(
                shop,
                "refundPayment",
                Map.of("paymentIntentId", paymentIntentId, "reason", "Returned"),
                "... on PaymentIntent { status }",
                "/status");
    }
}
