package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.util.Map;

/** Bets that a game places, settles and rolls back for a player, also in the wrong order; to the cent. */
final class BetSteps {

    private static final String EUR = "EUR";
    private static final String ANSWER = """
            { __typename
              ... on Bet { id status stake { amount } won { amount } transfers { type } }
              ... on Refusal { code message field } }""";

    private final Person player;
    private final Person game;
    private final Staff staff;
    private final String run;

    /** @param run makes references and idempotency keys of this run */
    BetSteps(Person player, Person game, Staff staff, String run) {
        this.player = player;
        this.game = game;
        this.staff = staff;
        this.run = run;
    }

    /** The player has 71.10 before and after. */
    void addTo(Suite suite) {
        suite.step("a game provider signs in", () -> staff.join(game, "game-provider"))
                .step("a bet of 10.00 takes the stake, and the same bet again takes nothing", () -> {
                    Answer placed = place(game, "spin", "10.00", "bet").ok();
                    Check.equal("OPEN", placed.text("/placeBet/status"), "the bet's status");
                    Answer again = place(game, "spin", "10.00", "another-key").ok();
                    Check.equal("10.00", again.text("/placeBet/stake/amount"), "the stake");
                    Check.refusal(place(game, "spin", "11.00", "more"), "/placeBet", "BET_EXISTS");
                    balance("61.10");
                })
                .step("the player neither settles the bet nor rolls it back", () -> {
                    Check.error(settle(player, "spin", "99.00", true, "own"), "FORBIDDEN");
                    Check.error(rollBack(player, "spin", "own"), "FORBIDDEN");
                })
                .step("the bet wins in two parts and is closed", () -> {
                    settle(game, "spin", "2.00", false, "win-1").ok();
                    Answer closed = settle(game, "spin", "0.50", true, "win-2").ok();
                    Check.equal("CLOSED", closed.text("/settleBet/status"), "the bet's status");
                    Check.equal("2.50", closed.text("/settleBet/won/amount"), "what was won");
                    balance("63.60");
                    Check.refusal(settle(game, "spin", "1.00", true, "win-3"), "/settleBet", "BET_CLOSED");
                })
                .step("rolled back, it is as if it had never been, and cannot be placed again", () -> {
                    Answer back = rollBack(game, "spin", "back").ok();
                    Check.equal("ROLLED_BACK", back.text("/rollbackBet/status"), "the bet's status");
                    Check.equal("ROLLBACK", back.text("/rollbackBet/transfers/3/type"), "the last transfer");
                    balance("71.10");
                    Check.refusal(place(game, "spin", "10.00", "later"), "/placeBet", "BET_ROLLED_BACK");
                })
                .step("a rollback that comes before its bet keeps it out", () -> {
                    Check.equal(
                            "ForestalledBet",
                            rollBack(game, "late", "early").ok().text("/rollbackBet/__typename"),
                            "the answer to a rollback of what has not come");
                    Check.refusal(place(game, "late", "10.00", "late"), "/placeBet", "BET_ROLLED_BACK");
                    balance("71.10");
                });
    }

    private void balance(String expected) {
        Check.amount(expected, player.balance(EUR), "the player's balance");
    }

    private Answer place(Person by, String bet, String amount, String key) {
        return by.ask(
                "mutation P($input: PlaceBetInput!) { placeBet(input: $input) " + ANSWER + " }",
                Map.of(
                        "input",
                        Map.of(
                                "walletId",
                                player.wallet(EUR),
                                "betId",
                                run + "-" + bet,
                                "gameId",
                                "dice",
                                "amount",
                                Person.money(amount, EUR),
                                "idempotencyKey",
                                run + "-place-" + key)));
    }

    private Answer settle(Person by, String bet, String win, boolean isLast, String key) {
        return by.ask(
                "mutation S($input: SettleBetInput!) { settleBet(input: $input) " + ANSWER + " }",
                Map.of(
                        "input",
                        Map.of(
                                "betId",
                                run + "-" + bet,
                                "win",
                                Person.money(win, EUR),
                                "isLast",
                                isLast,
                                "idempotencyKey",
                                run + "-settle-" + key)));
    }

    private Answer rollBack(Person by, String bet, String key) {
        return by.ask(
                "mutation R($input: RollbackBetInput!) { rollbackBet(input: $input) " + ANSWER + " }",
                Map.of(
                        "input",
                        Map.of(
                                "betId",
                                run + "-" + bet,
                                "reason",
                                "The round was cancelled",
                                "idempotencyKey",
                                run + "-rollback-" + key)));
    }
}
