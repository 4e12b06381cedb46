package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.Map;

/** Refusals about wallets, payments between them, holds, bets, and what staff does to them. */
final class WalletRefusals {

    private static final String EUR = "EUR";
    private static final String TRANSFER = "... on Transfer { id from { walletId } }";
    private static final int MOST_WALLETS = 1_000;
    private static final int MOST_MONITORS = 100;

    private final Person ann;
    private final Person admin;
    private final Person colleague;
    private final String run;

    /** @param colleague from finance, with a wallet of their own @param run makes references and keys of this run */
    WalletRefusals(Person ann, Person admin, Person colleague, String run) {
        this.ann = ann;
        this.admin = admin;
        this.colleague = colleague;
        this.run = run;
    }

    void addTo(Suite suite) {
        suite.step("nothing is paid into a closed wallet or one of another currency", () -> {
                    String yen = open(colleague, "JPY");
                    Mutations.refused(
                            ann, "transferFunds", pay(Map.of("toWalletId", yen), "to-yen"), "CURRENCY_MISMATCH");
                    String savings = Mutations.done(
                            colleague,
                            "openWallet",
                            Map.of("currency", EUR, "category", "short-lived"),
                            "... on Wallet { id }",
                            "/id");
                    Mutations.ask(colleague, "closeWallet", Map.of("walletId", savings))
                            .ok();
                    Mutations.refused(
                            ann, "transferFunds", pay(Map.of("toWalletId", savings), "to-closed"), "WALLET_CLOSED");
                })
                .step("what counts towards limits is in a currency that they know", () -> {
                    String dinar = open(ann, "KWD");
                    Check.refusal(ann.deposit(dinar, "1.000", "KWD", run + "-kwd"), "/deposit", "LIMIT_RATE_MISSING");
                })
                .step("a user has only so many wallets, and a wallet only so many monitors", this::counts)
                .step("staff decide nothing about their own wallet, and nothing about the house's", this::ownAndHouse)
                .step("a correction is not taken back, and no payment further than it went", this::corrections)
                .step("no wallet holds more than there can be", this::overflow)
                .step(
                        "a bet that was never placed is not settled",
                        () -> Mutations.refused(
                                admin,
                                "settleBet",
                                Map.of(
                                        "betId", run + "-never",
                                        "win", Person.money("1.00", EUR),
                                        "idempotencyKey", run + "-never"),
                                "BET_NOT_FOUND"));
    }

    private static String open(Person owner, String currency) {
        return Mutations.done(owner, "openWallet", Map.of("currency", currency), "... on Wallet { id }", "/id");
    }

    private Map<String, Object> pay(Map<String, String> to, String key) {
        Map<String, Object> input =
                new HashMap<>(Map.of("amount", Person.money("1.00", EUR), "idempotencyKey", run + '-' + key));
        input.putAll(to);
        return input;
    }

    private void counts() {
        until(
                "WALLET_LIMIT_REACHED",
                MOST_WALLETS,
                i -> Mutations.ask(ann, "openWallet", Map.of("currency", EUR, "category", "box" + i)));
        until(
                "MONITOR_LIMIT_REACHED",
                MOST_MONITORS,
                i -> Mutations.ask(
                        ann,
                        "createBalanceMonitor",
                        Map.of(
                                "walletId",
                                ann.wallet(EUR),
                                "condition",
                                "ABOVE",
                                "threshold",
                                Person.money((1_000_000 + i) + ".00", EUR))));
    }

    private interface Try {
        Answer again(int i);
    }

    private static void until(String code, int most, Try one) {
        for (int i = 0; i < most; i++) {
            if (one.again(i).ok().codes().contains(code)) {
                return;
            }
        }
        throw new AssertionError(most + " were not enough for " + code);
    }

    private void ownAndHouse() {
        Mutations.refused(
                colleague,
                "adjustWallet",
                adjustment(colleague.wallet(EUR), "CREDIT", "1.00", EUR, "own"),
                "FOUR_EYES_NEEDED");
        String house = Mutations.done(
                colleague,
                "adjustWallet",
                adjustment(ann.wallet(EUR), "CREDIT", "1.00", EUR, "house"),
                TRANSFER,
                "/from/walletId");
        Mutations.refused(
                colleague, "freezeWallet", Map.of("walletId", house, "reason", "a test"), "HOUSE_ACCOUNT_STAYS");
    }

    private void corrections() {
        String paid =
                Mutations.done(ann, "transferFunds", pay(Map.of("toUserId", admin.id()), "paid"), TRANSFER, "/id");
        Map<String, Object> back =
                new HashMap<>(Map.of("transferId", paid, "reason", "a test", "idempotencyKey", run + "-back-more"));
        back.put("amount", Person.money("1.01", EUR));
        Mutations.refused(colleague, "reverseTransfer", back, "REVERSAL_EXCEEDS_TRANSFER");
        back.put("amount", Person.money("1.00", EUR));
        back.put("idempotencyKey", run + "-back");
        String reversal = Mutations.done(colleague, "reverseTransfer", back, TRANSFER, "/id");
        Mutations.refused(
                colleague,
                "reverseTransfer",
                Map.of("transferId", reversal, "reason", "a test", "idempotencyKey", run + "-back-again"),
                "NOT_REVERSIBLE");
    }

    /** The house's side overflows too where another run left off; what was credited is taken away again. */
    private void overflow() {
        String yen = open(admin, "JPY");
        String most = Long.toString(Long.MAX_VALUE);
        Answer first = Mutations.ask(colleague, "adjustWallet", adjustment(yen, "CREDIT", most, "JPY", "most"));
        Mutations.refused(
                colleague, "adjustWallet", adjustment(yen, "CREDIT", most, "JPY", "more"), "BALANCE_OVERFLOW");
        if (first.text("/adjustWallet/__typename").equals("Transfer")) {
            Mutations.ask(colleague, "adjustWallet", adjustment(yen, "DEBIT", most, "JPY", "away"))
                    .ok();
        }
    }

    private Map<String, Object> adjustment(
            String walletId, String direction, String amount, String currency, String key) {
        return Map.of(
                "walletId",
                walletId,
                "direction",
                direction,
                "amount",
                Person.money(amount, currency),
                "reason",
                "a test",
                "idempotencyKey",
                run + "-adjust-" + key);
    }
}
