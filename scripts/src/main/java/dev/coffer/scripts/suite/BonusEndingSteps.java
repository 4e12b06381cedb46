package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The ways in which a bonus ends otherwise: its time is over, it is taken back, its player withdraws, or only some of it is theirs. */
final class BonusEndingSteps {

    private static final String EUR = "EUR";
    private static final int SECONDS_LEFT = 2;

    private final Person admin;
    private final Person player;
    private final BonusPlay play;
    private final Clock clock;

    /** @param player nobody yet: joins here; @param game has joined */
    BonusEndingSteps(Person admin, Person player, Person game, Clock clock) {
        this.admin = admin;
        this.player = player;
        this.play = new BonusPlay(admin, player, game);
        this.clock = clock;
    }

    void addTo(Suite suite) {
        suite.step("a bonus whose time is over goes back to the house", this::expires)
                .step("a bet that was open then still wins, and counts nothing", () -> {
                    play.settle("late", "3.00");
                    play.uncounted("EXPIRES", "late", "AWARD_NOT_ACTIVE", "over");
                    Check.equal(List.of("0.00", "4.00"), play.counted("EXPIRES"), "what counted of its bets");
                    play.pockets("18.00", "0.00");
                })
                .step("what an operator takes back is gone, with the reason", this::isCancelled)
                .step("nobody decides about a bonus of their own, or one that does not wait", this::isNotDecided)
                .step(
                        "a withdrawal ends a bonus where its terms say so, and the player can know before",
                        this::withdrawn);
    }

    private void expires() {
        player.join("Dora");
        player.deposit(player.wallet(EUR), "20.60", EUR, play.named("deposit")).ok();
        String id = play.take("EXPIRES", BonusPlay.wagered("5.00", "50"));
        play.pockets("20.00", "5.00");
        play.bet("early", "dice", "4.00", "0.00");
        Person.await("the bet's count", () -> play.counted("EXPIRES").equals(List.of("4.00")));
        play.place("late", "dice", "1.00");
        // An operator may give less time as well as more.
        String until = clock.instant().plusSeconds(SECONDS_LEFT).toString();
        Mutations.done(
                admin,
                "extendBonus",
                Map.of("bonusId", id, "until", until),
                "... on Bonus { expiresAt }",
                "/expiresAt");
        play.awaitState("EXPIRES", "EXPIRED");
        play.pockets("15.00", "0.00");
    }

    private void isCancelled() {
        String id = play.take("CANCELLED", BonusPlay.wagered("7.00", "50"));
        play.pockets("18.00", "7.00");
        Map<String, String> input = Map.of("bonusId", id, "reason", "Given by mistake");
        Mutations.done(admin, "cancelBonus", input, "... on Bonus { state }", "/state");
        play.awaitState("CANCELLED", "CANCELLED");
        Check.equal("Given by mistake", play.bonus("CANCELLED").at("/reason").asString(), "why it was taken back");
        play.pockets("18.00", "0.00");
        Mutations.refused(admin, "cancelBonus", input, "BONUS_NOT_OPEN");
    }

    private void isNotDecided() {
        String own = Mutations.done(
                admin,
                "claimBonus",
                Map.of("templateCode", play.named("CANCELLED"), "idempotencyKey", play.named("own")),
                "... on Bonus { id }",
                "/id");
        Mutations.refused(admin, "cancelBonus", Map.of("bonusId", own, "reason", "Mine"), "BONUS_OF_OWN");
        Mutations.refused(
                admin,
                "approveBonus",
                Map.of("bonusId", play.bonus("EXPIRES").at("/id").asString()),
                "BONUS_NOT_PENDING");
    }

    private void withdrawn() {
        Map<String, Object> content = BonusPlay.wagered("6.00", "50");
        content.put("forfeitsOnWithdrawal", true);
        String id = play.take("WITHDRAWN", content);
        play.bet("before", "dice", "2.00", "0.00");
        JsonNode preview = player.ask(
                        "query P($id: ID!) { previewForfeit(bonusId: $id) { canForfeit lost { amount } bonus { terms {"
                                + " forfeitsOnWithdrawal } } } }",
                        Map.of("id", id))
                .ok()
                .at("/previewForfeit");
        Check.equal("6.00", preview.at("/lost/amount").asString(), "what the player would lose");
        Check.that(preview.at("/canForfeit").asBoolean(), "it can be given up");
        Check.that(preview.at("/bonus/terms/forfeitsOnWithdrawal").asBoolean(), "a withdrawal does so");
        play.pockets("16.00", "6.00");
        Answer paid = withdraw("10.00").ok();
        Check.equal("0.10", paid.text("/withdraw/fee/amount"), "the withdrawal's fee");
        play.awaitState("WITHDRAWN", "FORFEITED");
        Check.sentence(play.bonus("WITHDRAWN").at("/reason").asString(), "withdrawal");
        play.pockets("5.90", "0.00");
    }

    private Answer withdraw(String euros) {
        return Mutations.ask(
                player,
                "withdraw",
                Map.of(
                        "walletId",
                        player.wallet(EUR),
                        "amount",
                        Person.money(euros, EUR),
                        "destination",
                        "ba_simulated",
                        "idempotencyKey",
                        play.named("withdrawal")),
                "... on Withdrawal { fee { amount } }");
    }
}
