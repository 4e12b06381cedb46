package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Map;

/** A bonus on its whole way through all services: given, wagered and the player's own, or given up; exact to the cent. */
final class BonusWageringSteps {

    private static final String EUR = "EUR";

    private final Person player;
    private final Person game;
    private final Staff staff;
    private final BonusPlay play;

    /** @param player with no bonus and no money yet */
    BonusWageringSteps(Person admin, Person player, Person game, Staff staff) {
        this.player = player;
        this.game = game;
        this.staff = staff;
        this.play = new BonusPlay(admin, player, game);
    }

    void addTo(Suite suite) {
        suite.step("a claimed bonus is bonus money until it is wagered", () -> {
                    staff.join(game, "game-provider");
                    player.join("Cara");
                    // The fee of 2.9 % goes off it.
                    player.deposit(player.wallet(EUR), "20.60", EUR, play.named("deposit"))
                            .ok();
                    play.take("WAGER", BonusPlay.wagered("10.00", "2"));
                    play.pockets("20.00", "10.00");
                })
                .step("bets count when they are settled, with what is won for the pockets that paid", () -> {
                    play.bet("one", "dice", "12.50", "0.00");
                    Person.await(
                            "the first bet's count", () -> play.counted("WAGER").equals(List.of("12.50")));
                    play.pockets("7.50", "10.00");
                })
                .step("at the target what is left of the bonus becomes the player's own", () -> {
                    // 7.50 of it is real money, and a quarter of it bonus money: so is a quarter of the win.
                    play.bet("two", "dice", "10.00", "4.00");
                    play.awaitState("WAGER", "CONVERTED");
                    Check.equal(
                            "8.50", play.bonus("WAGER").at("/converted/amount").asString(), "what became the player's");
                    play.pockets("11.50", "0.00");
                })
                .step("what is given up goes back to the house", () -> {
                    String id = play.take("GIVEN-UP", BonusPlay.wagered("5.00", "50"));
                    play.pockets("11.50", "5.00");
                    Mutations.ask(player, "forfeitBonus", Map.of("bonusId", id)).ok();
                    play.awaitState("GIVEN-UP", "FORFEITED");
                    play.pockets("11.50", "0.00");
                });
    }
}
