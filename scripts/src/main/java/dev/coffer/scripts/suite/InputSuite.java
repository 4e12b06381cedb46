package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whatever can be wrong with a request: each is answered with its documented code and a sentence that helps, and moves
 * nothing. Every payment in here would be carried out, were it not for the one thing that is wrong.
 */
final class InputSuite {

    private static final String EUR = "EUR";
    private static final String PAY = """
            mutation Pay($input: TransferFundsInput!) { transferFunds(input: $input) { __typename } }""";

    private final GatewayClient client;
    private final Person ann;
    private final Person bob;
    private final String run = UUID.randomUUID().toString();

    InputSuite(GatewayClient client) {
        this.client = client;
        this.ann = Person.unknown(client, "ann");
        this.bob = Person.unknown(client, "bob");
    }

    Suite suite() {
        Suite suite = new Suite("input");
        suite.step("two users register, and one of them has 97.10 EUR", () -> {
            ann.join("Ann");
            bob.join("Bob");
            bob.wallet(EUR);
            ann.deposit(ann.wallet(EUR), "100.00", EUR, key("fund")).ok();
            nothingMoved();
        });
        documents(suite);
        amounts(suite);
        things(suite);
        tokens(suite);
        new HttpInput(client, this::payment, ann::token).addTo(suite, this::nothingMoved);
        suite.step("after all that a payment goes through, once", () -> {
            ann.pay(null, bob.id(), "1.00", EUR, key("good")).ok();
            Check.amount("96.10", ann.balance(EUR), "Ann's balance");
            Check.amount("1.00", bob.balance(EUR), "Bob's balance");
        });
        return suite;
    }

    private String key(String name) {
        return run + '-' + name;
    }

    /** A payment of one cent as a document without variables, which nothing speaks against. */
    private String payment() {
        return "mutation { transferFunds(input: { toUserId: \"" + bob.id()
                + "\", amount: { amount: \"0.01\", currency: \"EUR\" }, idempotencyKey: \"" + key("cent")
                + "\" }) { __typename } }";
    }

    private void nothingMoved() {
        Check.amount("97.10", ann.balance(EUR), "Ann's balance");
        Check.amount("0", bob.balance(EUR), "Bob's balance");
        Answer listed = ann.ask("{ transfers(first: 2) { nodes { type } } }").ok();
        Check.equal(1, listed.at("/transfers/nodes").size(), "the number of Ann's transfers");
    }

    /** The first error has the code, and a sentence with this word in it; nothing moved. */
    private void refused(Answer answer, String code, String word) {
        Check.error(answer, code);
        Check.sentence(answer.firstErrorMessage(), word);
        nothingMoved();
    }

    private void documents(Suite suite) {
        String payment = "a: transferFunds(input: { toUserId: \"%s\", amount: { amount: \"0.01\", currency: \"EUR\" },"
                + " idempotencyKey: \"%s\" }) { __typename }";
        suite.step(
                        "a document that is not GraphQL is refused with the place where reading stopped",
                        () -> refused(ann.ask(payment().substring(0, 120)), "GRAPHQL_PARSE_FAILED", "line"))
                .step("a payment beside an unknown field is not made", () -> {
                    String document = "mutation { " + payment.formatted(bob.id(), key("unknown")) + " robBank }";
                    refused(ann.ask(document), "GRAPHQL_VALIDATION_FAILED", "robBank");
                })
                .step("a payment with an unknown input field is not made", () -> {
                    Map<String, Object> input = input("0.01", EUR, "field");
                    input.put("fee", "0");
                    refused(pay(input), "BAD_USER_INPUT", "fee");
                })
                .step("a payment without a required field is not made", () -> {
                    Map<String, Object> input = input("0.01", EUR, "missing");
                    input.remove("idempotencyKey");
                    refused(pay(input), "BAD_USER_INPUT", "idempotencyKey");
                })
                .step("a payment whose answer is asked for too deep is not made", () -> {
                    String deep = "mutation { "
                            + payment.formatted(bob.id(), key("deep"))
                                    .replace(
                                            "{ __typename }",
                                            "{ ... on Transfer { from { " + "user { ".repeat(30) + "id"
                                                    + " }".repeat(30) + " } } }")
                            + " }";
                    refused(ann.ask(deep), "GRAPHQL_LIMIT_EXCEEDED", "allowed");
                })
                .step("a thousand payments in one document are not made", () -> {
                    StringBuilder document = new StringBuilder("mutation {");
                    for (int i = 0; i < 1_000; i++) {
                        document.append(' ')
                                .append(payment.formatted(bob.id(), key("many" + i))
                                        .replace("a:", "a" + i + ":"));
                    }
                    refused(ann.ask(document.append(" }").toString()), "GRAPHQL_LIMIT_EXCEEDED", "");
                })
                .step("of two operations without a name none is carried out", () -> {
                    String two = payment().replace("mutation", "mutation One")
                            + ' '
                            + payment().replace("mutation", "mutation Two");
                    refused(ann.ask(two), "OPERATION_NOT_FOUND", "operationName");
                });
    }

    private Map<String, Object> input(String amount, String currency, String key) {
        Map<String, Object> input = new HashMap<>();
        input.put("toUserId", bob.id());
        input.put("amount", Person.money(amount, currency));
        input.put("idempotencyKey", key(key));
        return input;
    }

    private Answer pay(Map<String, Object> input) {
        return ann.ask(PAY, Map.of("input", input));
    }

    /** What is wrong with an amount, and what the answer says. */
    private record Wrong(String amount, String currency, String code, String word) {}

    private static final List<Wrong> AMOUNTS = List.of(
            new Wrong("0.001", EUR, "INVALID_INPUT", "decimals"),
            new Wrong("1.0", "JPY", "INVALID_INPUT", "decimals"),
            new Wrong("0.0001", "KWD", "INVALID_INPUT", "decimals"),
            new Wrong("-1.00", EUR, "INVALID_INPUT", "more than zero"),
            new Wrong("0", EUR, "INVALID_INPUT", "more than zero"),
            new Wrong("0.00", EUR, "INVALID_INPUT", "more than zero"),
            new Wrong("92233720368547758.08", EUR, "INVALID_INPUT", "at most"),
            new Wrong("9223372036854775808", "JPY", "INVALID_INPUT", "at most"),
            new Wrong("1.00", "XXQ", "INVALID_INPUT", "not known"),
            new Wrong("ten", EUR, "GRAPHQL_VALIDATION_FAILED", "decimal number"),
            new Wrong("1e1", EUR, "GRAPHQL_VALIDATION_FAILED", "decimal number"),
            new Wrong("1,00", EUR, "GRAPHQL_VALIDATION_FAILED", "decimal number"),
            new Wrong("", EUR, "GRAPHQL_VALIDATION_FAILED", "decimal number"),
            new Wrong("NaN", EUR, "GRAPHQL_VALIDATION_FAILED", "decimal number"),
            new Wrong("1.00", "eur", "GRAPHQL_VALIDATION_FAILED", "currency code"));

    private void amounts(Suite suite) {
        for (Wrong wrong : AMOUNTS) {
            suite.step("neither paid nor deposited: '" + wrong.amount() + "' " + wrong.currency(), () -> {
                String key = "amount" + wrong.amount() + wrong.currency();
                Answer paid = pay(input(wrong.amount(), wrong.currency(), key));
                refused(paid, wrong.code(), wrong.word());
                Answer deposited = ann.deposit(ann.wallet(EUR), wrong.amount(), wrong.currency(), key(key));
                refused(deposited, wrong.code(), wrong.word());
                if (wrong.code().equals("INVALID_INPUT")) {
                    Check.equal("input.amount", field(paid), "the field that is named");
                    Check.equal("input.amount", field(deposited), "the field that is named");
                }
            });
        }
        suite.step("neither paid nor deposited: an amount that is a number instead of a text", () -> {
            Map<String, Object> input = input("0.01", EUR, "number");
            input.put("amount", Map.of("amount", new BigDecimal("0.01"), "currency", EUR));
            refused(pay(input), "GRAPHQL_VALIDATION_FAILED", "string");
        });
    }

    private static String field(Answer answer) {
        return answer.body().at("/errors/0/extensions/field").asString("");
    }

    private void things(Suite suite) {
        suite.step("nothing is paid from another user's wallet, into none, and to two at once", () -> {
                    Map<String, Object> theft = input("0.01", EUR, "theft");
                    theft.put("fromWalletId", bob.wallet(EUR));
                    refused(pay(theft), "NOT_FOUND", "not yours");
                    Map<String, Object> nowhere = input("0.01", EUR, "nowhere");
                    nowhere.remove("toUserId");
                    nowhere.put("toWalletId", UUID.randomUUID().toString());
                    refused(pay(nowhere), "NOT_FOUND", "no wallet");
                    Map<String, Object> both = input("0.01", EUR, "both");
                    both.put("toWalletId", bob.wallet(EUR));
                    refused(pay(both), "INVALID_INPUT", "once");
                })
                .step("nothing is deposited into another user's wallet", () -> {
                    Answer answer = ann.deposit(bob.wallet(EUR), "1.00", EUR, key("foreign"));
                    refused(answer, "NOT_FOUND", "not yours");
                })
                .step("a key that is empty, too long or no text is refused", () -> {
                    for (String key : List.of("", "k".repeat(256), "line\nbreak")) {
                        Answer answer = ann.pay(null, bob.id(), "0.01", EUR, key);
                        refused(answer, "INVALID_INPUT", "idempotency key");
                        Check.equal("input.idempotencyKey", field(answer), "the field that is named");
                    }
                })
                .step("pages of more than a hundred, and of none, are refused", () -> {
                    for (int size : List.of(101, 0, -1)) {
                        refused(ann.ask("{ transfers(first: " + size + ") { nodes { id } } }"), "INVALID_INPUT", "100");
                    }
                })
                .step("one cent more than there is stays where it is", () -> {
                    Check.refusal(
                            ann.pay(null, bob.id(), "97.11", EUR, key("overdraft")),
                            "/transferFunds",
                            "INSUFFICIENT_FUNDS");
                    nothingMoved();
                });
    }

    private void tokens(Suite suite) {
        suite.step(
                        "a payment without a token is not made",
                        () -> refused(client.ask(payment(), Map.of(), null), "UNAUTHENTICATED", "Sign in"))
                .step("a payment with a forged token is not made, however it was forged", () -> {
                    new ForgedTokens(ann.token()).all().forEach((what, token) -> {
                        Answer answer = client.ask(payment(), Map.of(), token);
                        if (!answer.errorCodes().contains("UNAUTHENTICATED")) {
                            throw new AssertionError("A token that " + what + " was answered " + answer.shown());
                        }
                        Check.sentence(answer.firstErrorMessage(), "token");
                    });
                    nothingMoved();
                });
    }
}
