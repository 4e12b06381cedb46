package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Wallets, deposits, transfers, holds, corrections, bets and withdrawals, to the cent. */
final class PaymentSuite {

    private static final String EUR = "EUR";
    private static final String TRANSACTIONS = """
            query Book($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
              wallet(id: $id) {
                transactions(first: $first, after: $after, last: $last, before: $before) {
                  nodes { id amount { amount } balanceAfter { amount } }
                  pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
                }
              }
            }""";
    private static final String TRANSFERS = """
            query Transfers($first: Int, $after: String) {
              transfers(first: $first, after: $after) {
                nodes { id type amount { amount currency } }
                pageInfo { hasNextPage endCursor }
              }
            }""";
    private static final int CONCURRENT = 20;

    private final GatewayClient client;
    private final Person ann;
    private final Person bob;
    private final Person finance;
    private final Person game;
    private final Staff staff;
    private final String run = UUID.randomUUID().toString();

    PaymentSuite(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.finance = Person.unknown(client, "finance");
        this.game = Person.unknown(client, "game");
        this.ann = Person.unknown(client, "ann");
        this.bob = Person.unknown(client, "bob");
    }

    private String key(String name) {
        return run + "-" + name;
    }

    Suite suite() {
        Suite suite = new Suite("payment");
        wallets(suite);
        deposits(suite);
        transfers(suite);
        refusals(suite);
        badInput(suite);
        pages(suite);
        new HoldSteps(ann, bob, run).addTo(suite);
        new CorrectionSteps(ann, bob, finance, staff, run).addTo(suite);
        new BetSteps(ann, game, staff, run).addTo(suite);
        new BookSteps(ann, bob, finance, run).addTo(suite);
        new WithdrawalSteps(Person.unknown(client, "carol"), finance, Person.unknown(client, "admin"), staff, run)
                .addTo(suite);
        new OrderSteps(Person.unknown(client, "dora"), Person.unknown(client, "shop"), staff, run).addTo(suite);
        new ExchangeSteps(ann, bob, finance, run).addTo(suite);
        new CreditSteps(Person.unknown(client, "dora"), bob, finance, run).addTo(suite);
        new MonitorSteps(ann, bob, finance, run).addTo(suite);
        new DryRunSteps(ann, bob, game, run).addTo(suite);
        new LiveSteps(ann, bob, finance, run).addTo(suite);
        new LimitSteps(client, bob, staff, run).addTo(suite);
        return suite;
    }

    private void wallets(Suite suite) {
        suite.step("two users register and sign in", () -> {
                    ann.join("Ann");
                    bob.join("Bob");
                })
                .step("each has a wallet in EUR, opened by their registration, with nothing in it", () -> {
                    Check.that(!ann.wallet(EUR).equals(bob.wallet(EUR)), "two users have two wallets");
                    Check.amount("0", ann.balance(EUR), "Ann's balance");
                    Check.amount("0", bob.balance(EUR), "Bob's balance");
                });
    }

    private void deposits(Suite suite) {
        suite.step(
                        "the fee of a deposit is quoted: 2.9 % of 100.00 is 2.90",
                        () -> {
                            Answer quote = ann.ask(
                                            "query Q($amount: MoneyInput!) { quoteFee(type: DEPOSIT, amount: $amount)"
                                                    + " { fee { amount currency } } }",
                                            Map.of("amount", Person.money("100.00", EUR)))
                                    .ok();
                            Check.equal("2.90", quote.text("/quoteFee/fee/amount"), "the quoted fee");
                        })
                .step("a deposit of 100.00 credits 97.10 and says so", () -> {
                    Answer deposit = ann.deposit(ann.wallet(EUR), "100.00", EUR, key("deposit"))
                            .ok();
                    Check.equal("COMPLETED", deposit.text("/deposit/status"), "the deposit's status");
                    Check.equal("100.00", deposit.text("/deposit/amount/amount"), "the deposit's amount");
                    Check.equal("2.90", deposit.text("/deposit/fee/amount"), "the deposit's fee");
                    Check.amount("97.10", ann.balance(EUR), "Ann's balance");
                })
                .step("the same deposit again answers the same and credits nothing", () -> {
                    Answer first = ann.deposit(ann.wallet(EUR), "100.00", EUR, key("deposit"));
                    Answer second = ann.deposit(ann.wallet(EUR), "100.00", EUR, key("deposit"));
                    Check.equal(first.body(), second.body(), "the answer to a repeat");
                    Check.amount("97.10", ann.balance(EUR), "Ann's balance");
                })
                .step("the same key with another amount is refused", () -> {
                    Answer answer = ann.deposit(ann.wallet(EUR), "101.00", EUR, key("deposit"));
                    Check.refusal(answer, "/deposit", "IDEMPOTENCY_KEY_REUSED");
                    Check.amount("97.10", ann.balance(EUR), "Ann's balance");
                })
                .step("a deposit into another user's wallet is not possible", () -> {
                    Answer answer = ann.deposit(bob.wallet(EUR), "5.00", EUR, key("foreign-deposit"));
                    Check.error(answer, "NOT_FOUND");
                    Check.amount("0", bob.balance(EUR), "Bob's balance");
                });
    }

    private void transfers(Suite suite) {
        suite.step("Ann pays Bob 10.00: exactly that leaves and arrives", () -> {
                    Answer paid =
                            ann.pay(null, bob.id(), "10.00", EUR, key("pay")).ok();
                    Check.equal("Transfer", paid.text("/transferFunds/__typename"), "the result");
                    Check.equal("10.00", paid.text("/transferFunds/amount/amount"), "the amount");
                    Check.amount("87.10", ann.balance(EUR), "Ann's balance");
                    Check.amount("10.00", bob.balance(EUR), "Bob's balance");
                })
                .step("the same payment again is the same transfer", () -> {
                    Answer first =
                            ann.pay(null, bob.id(), "10.00", EUR, key("pay")).ok();
                    Answer second =
                            ann.pay(null, bob.id(), "10.00", EUR, key("pay")).ok();
                    Check.equal(first.text("/transferFunds/id"), second.text("/transferFunds/id"), "the transfer's id");
                    Check.amount("87.10", ann.balance(EUR), "Ann's balance");
                })
                .step("the same key with another body is refused", () -> {
                    Check.refusal(
                            ann.pay(null, bob.id(), "11.00", EUR, key("pay")),
                            "/transferFunds",
                            "IDEMPOTENCY_KEY_REUSED");
                    Check.amount("87.10", ann.balance(EUR), "Ann's balance");
                })
                .step("twenty of the same payment at once move the money once", this::payAtOnce)
                .step("one cent is the least that can be paid", () -> {
                    ann.pay(null, bob.id(), "0.01", EUR, key("cent")).ok();
                    Check.amount("86.09", ann.balance(EUR), "Ann's balance");
                    Check.amount("11.01", bob.balance(EUR), "Bob's balance");
                });
    }

    private void payAtOnce() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < CONCURRENT; i++) {
                answers.add(CompletableFuture.supplyAsync(
                        () -> ann.pay(null, bob.id(), "1.00", EUR, key("at-once"))
                                .ok()
                                .text("/transferFunds/id"),
                        threads));
            }
            long distinct =
                    answers.stream().map(CompletableFuture::join).distinct().count();
            Check.equal(1L, distinct, "the number of different transfers");
        }
        Check.amount("86.10", ann.balance(EUR), "Ann's balance");
        Check.amount("11.00", bob.balance(EUR), "Bob's balance");
    }

    private void refusals(Suite suite) {
        suite.step("what is there can be paid to the last cent, and not one cent more", () -> {
                    Check.refusal(
                            bob.pay(null, ann.id(), "11.02", EUR, key("overdraft")),
                            "/transferFunds",
                            "INSUFFICIENT_FUNDS");
                    Check.amount("11.01", bob.balance(EUR), "Bob's balance");
                    bob.pay(null, ann.id(), "11.01", EUR, key("all")).ok();
                    Check.amount("0.00", bob.balance(EUR), "Bob's balance");
                    Check.amount("97.10", ann.balance(EUR), "Ann's balance");
                })
                .step("the refused payment stays refused when it is repeated, also with money there", () -> {
                    ann.pay(null, bob.id(), "20.00", EUR, key("refill")).ok();
                    Check.refusal(
                            bob.pay(null, ann.id(), "11.02", EUR, key("overdraft")),
                            "/transferFunds",
                            "INSUFFICIENT_FUNDS");
                    Check.amount("20.00", bob.balance(EUR), "Bob's balance");
                })
                .step("nobody pays from another user's wallet", () -> {
                    Check.error(bob.pay(ann.wallet(EUR), bob.id(), "1.00", EUR, key("theft")), "NOT_FOUND");
                    Check.amount("77.10", ann.balance(EUR), "Ann's balance");
                })
                .step(
                        "nobody sees another user's wallet",
                        () -> Check.error(
                                bob.ask("query W($id: ID!) { wallet(id: $id) { id } }", Map.of("id", ann.wallet(EUR))),
                                "NOT_FOUND"))
                .step(
                        "nobody pays to themselves",
                        () -> Check.refusal(
                                ann.pay(null, ann.id(), "1.00", EUR, key("self")), "/transferFunds", "SAME_WALLET"));
    }

    private void badInput(Suite suite) {
        suite.step("amounts that are no amounts are refused, naming the field", () -> {
                    for (String amount : List.of("1.001", "0", "0.00", "-1.00", "92233720368547758.08")) {
                        Answer answer = ann.pay(null, bob.id(), amount, EUR, key("bad" + amount));
                        Check.error(answer, "INVALID_INPUT");
                        Check.equal(
                                "input.amount",
                                answer.body().at("/errors/0/extensions/field").asString(""),
                                "the field named for " + amount);
                    }
                    Check.error(ann.pay(null, bob.id(), "1.00", "XXQ", key("currency")), "INVALID_INPUT");
                    Check.amount("77.10", ann.balance(EUR), "Ann's balance");
                })
                .step(
                        "an empty idempotency key is refused",
                        () -> Check.error(ann.pay(null, bob.id(), "1.00", EUR, ""), "INVALID_INPUT"))
                .step(
                        "without a token nothing is answered",
                        () -> Check.error(
                                client.ask("{ transfers(first: 1) { nodes { id } } }", Map.of(), null),
                                "UNAUTHENTICATED"));
    }

    private void pages(Suite suite) {
        suite.step("the wallet's book reads the same page by page, forwards and backwards", () -> {
                    List<String> whole = page(100, null, null, null);
                    Check.that(whole.size() >= 7, "Ann's book has at least seven lines");
                    Check.equal(whole, walk(true), "the book read forwards in pages of three");
                    Check.equal(whole, walk(false), "the book read backwards in pages of three");
                })
                .step("a cursor of another wallet, or a made-up one, is refused", () -> {
                    String cursor = book(ann, ann.wallet(EUR), 1, null, null, null)
                            .text("/wallet/transactions/pageInfo/endCursor");
                    Check.error(book(bob, bob.wallet(EUR), 1, cursor, null, null), "CURSOR_OF_OTHER_QUERY");
                    Check.error(book(ann, ann.wallet(EUR), 1, "bm9uc2Vuc2U", null, null), "CURSOR_INVALID");
                })
                .step("my transfers are listed, newest first", () -> {
                    Answer listed = ann.ask(TRANSFERS, Map.of("first", 100)).ok();
                    List<String> ids = new ArrayList<>();
                    listed.at("/transfers/nodes")
                            .forEach(node -> ids.add(node.path("id").asString()));
                    List<String> sorted = new ArrayList<>(ids);
                    sorted.sort(Collections.reverseOrder());
                    Check.equal(sorted, ids, "the order of transfers");
                    Check.that(ids.size() >= 6, "Ann took part in at least six transfers");
                });
    }

    private List<String> walk(boolean isForward) {
        List<String> seen = new ArrayList<>();
        @Nullable String cursor = null;
        while (true) {
            Answer answer = isForward
                    ? book(ann, ann.wallet(EUR), 3, cursor, null, null).ok()
                    : book(ann, ann.wallet(EUR), null, null, 3, cursor).ok();
            List<String> ids = ids(answer);
            if (isForward) {
                seen.addAll(ids);
            } else {
                seen.addAll(0, ids);
            }
            String info = "/wallet/transactions/pageInfo/";
            if (!answer.at(info + (isForward ? "hasNextPage" : "hasPreviousPage"))
                    .asBoolean(false)) {
                return seen;
            }
            cursor = answer.text(info + (isForward ? "endCursor" : "startCursor"));
        }
    }

    private List<String> page(
            @Nullable Integer first, @Nullable String after, @Nullable Integer last, @Nullable String before) {
        return ids(book(ann, ann.wallet(EUR), first, after, last, before).ok());
    }

    private static List<String> ids(Answer answer) {
        List<String> ids = new ArrayList<>();
        answer.at("/wallet/transactions/nodes")
                .forEach(node -> ids.add(node.path("id").asString()));
        return ids;
    }

    private static Answer book(
            Person person,
            String walletId,
            @Nullable Integer first,
            @Nullable String after,
            @Nullable Integer last,
            @Nullable String before) {
        Map<String, Object> variables = new java.util.HashMap<>();
        variables.put("id", walletId);
        variables.put("first", first);
        variables.put("after", after);
        variables.put("last", last);
        variables.put("before", before);
        return person.ask(TRANSACTIONS, variables);
    }
}
