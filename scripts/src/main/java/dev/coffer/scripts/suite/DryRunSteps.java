package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** What would happen: each dry run answers it, and neither money nor a key is used. */
final class DryRunSteps {

    private static final String EUR = "EUR";

    private final Person ann;
    private final Person bob;
    private final Person game;
    private final String run;
    private BigDecimal before = BigDecimal.ZERO;

    /** @param game a game provider that has signed in @param run makes references and idempotency keys of this run */
    DryRunSteps(Person ann, Person bob, Person game, String run) {
        this.ann = ann;
        this.bob = bob;
        this.game = game;
        this.run = run;
    }

    /** All have as much afterwards. */
    void addTo(Suite suite) {
        suite.step("a dry run of a hold, its capture and its end leaves the hold as it is", () -> {
                    before = ann.balance(EUR);
                    Map<String, Object> hold = input("hold");
                    hold.putAll(Map.of("toUserId", bob.id(), "amount", Person.money("0.10", EUR)));
                    dry(ann, "holdFunds", hold, "Hold", "OPEN");
                    String id = Mutations.done(ann, "holdFunds", hold, "... on Hold { id }", "/id");
                    Map<String, Object> end = input("hold-end");
                    end.put("holdId", id);
                    dry(bob, "captureHold", end, "Hold", "CAPTURED");
                    dry(bob, "voidHold", end, "Hold", "VOIDED");
                    Mutations.ask(bob, "voidHold", end).ok();
                    nothingMoved();
                })
                .step("a dry run of a bet, its settlement and its rollback leaves the bet as it is", () -> {
                    Map<String, Object> bet = input("bet");
                    bet.put("betId", run + "-dry");
                    Map<String, Object> place = new HashMap<>(bet);
                    place.putAll(
                            Map.of("walletId", ann.wallet(EUR), "gameId", "dice", "amount", Person.money("0.10", EUR)));
                    dry(game, "placeBet", place, "Bet", "OPEN");
                    Mutations.ask(game, "placeBet", place).ok();
                    bet.put("idempotencyKey", run + "-dry-bet-end");
                    Map<String, Object> win = new HashMap<>(bet);
                    win.put("win", Person.money("5.00", EUR));
                    dry(game, "settleBet", win, "Bet", "CLOSED");
                    bet.put("reason", "a test");
                    dry(game, "rollbackBet", bet, "Bet", "ROLLED_BACK");
                    Mutations.ask(game, "rollbackBet", bet).ok();
                    nothingMoved();
                })
                .step("a dry run of a deposit and a withdrawal asks nobody outside", () -> {
                    Map<String, Object> money = input("money");
                    money.putAll(Map.of("walletId", ann.wallet(EUR), "amount", Person.money("10.13", EUR)));
                    dry(ann, "deposit", money, "Deposit", "PENDING");
                    money.put("destination", "ba_simulated");
                    dry(ann, "withdraw", money, "Withdrawal", "PAYING");
                    nothingMoved();
                })
                .step("a dry run of an exchange uses no quote", () -> {
                    String quoteId = Mutations.done(
                            ann,
                            "quoteExchange",
                            Map.of("amount", Person.money("1.00", EUR), "to", "USD"),
                            "... on ExchangeQuote { id }",
                            "/id");
                    Map<String, Object> exchange = input("exchange");
                    exchange.putAll(Map.of("quoteId", quoteId, "dryRun", true));
                    for (int i = 0; i < 2; i++) {
                        Check.equal(
                                "DRY_RUN",
                                Mutations.done(
                                        ann,
                                        "exchange",
                                        exchange,
                                        "... on Exchange { transfer { status } }",
                                        "/transfer/status"),
                                "the transfer's status");
                    }
                    nothingMoved();
                });
    }

    private Map<String, Object> input(String key) {
        return new HashMap<>(Map.of("idempotencyKey", run + "-dry-" + key));
    }

    private static void dry(Person by, String mutation, Map<String, Object> input, String type, String status) {
        Map<String, Object> dry = new HashMap<>(input);
        dry.put("dryRun", true);
        Answer answer = Mutations.ask(by, mutation, dry, "... on " + type + " { status isDryRun }")
                .ok();
        Check.equal(status, answer.text('/' + mutation + "/status"), "the status of a dry run of " + mutation);
        Check.equal("true", answer.text('/' + mutation + "/isDryRun"), "that it is a dry run of " + mutation);
    }

    private void nothingMoved() {
        Check.amount(before.toPlainString(), ann.balance(EUR), "Ann's balance");
    }
}
