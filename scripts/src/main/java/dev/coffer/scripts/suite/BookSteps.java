package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Several payments at once, dry runs, and what can be read of the book afterwards; to the cent. */
final class BookSteps {

    private static final String EUR = "EUR";
    private static final String LINKED = """
            mutation Linked($input: LinkedTransfersInput!) {
              linkedTransfers(input: $input) {
                __typename ... on LinkedTransfers { transfers { status linkedId } } ... on Refusal { code message field } } }""";
    private static final String BULK = """
            mutation Bulk($input: BulkTransfersInput!) {
              bulkTransfers(input: $input) {
                booked refused results { __typename ... on Transfer { id } ... on Refusal { code message field } } } }""";
    private static final String LISTED = """
            query Listed($filter: TransferFilter!) { transfers(filter: $filter) { nodes { metadata { value } } } }""";
    private static final String THEN = """
            query Then($id: ID!, $at: Instant!) {
              balanceAt(walletId: $id, at: $at) { balance { available { amount } } } }""";
    private static final String STATEMENT = """
            query Statement($id: ID!, $from: Instant!, $to: Instant!) {
              statement(walletId: $id, from: $from, to: $to, first: 5000) {
                closing { real { available { amount } } } lines csv endCursor } }""";

    private final Person ann;
    private final Person bob;
    private final Person finance;
    private final String run;
    private BigDecimal before = BigDecimal.ZERO;

    /** @param finance staff that has signed in @param run makes idempotency keys of this run */
    BookSteps(Person ann, Person bob, Person finance, String run) {
        this.ann = ann;
        this.bob = bob;
        this.finance = finance;
        this.run = run;
    }

    void addTo(Suite suite) {
        suite.step("a dry run of linked transfers says what would happen, and nothing does", () -> {
                    before = ann.balance(EUR);
                    Answer dry = linked("dry", true, "0.25", "0.25").ok();
                    Check.equal("DRY_RUN", dry.text("/linkedTransfers/transfers/1/status"), "the status");
                    spent("0");
                })
                .step("linked transfers are booked together, once", () -> {
                    Answer booked = linked("linked", false, "0.25", "0.25").ok();
                    Check.equal("COMPLETED", booked.text("/linkedTransfers/transfers/0/status"), "the status");
                    Check.equal(
                            booked.text("/linkedTransfers/transfers/0/linkedId"),
                            linked("linked", false, "0.25", "0.25").ok().text("/linkedTransfers/transfers/1/linkedId"),
                            "what links them");
                    spent("0.50");
                })
                .step("where one of them cannot be, none is", () -> {
                    Answer refused = linked("too-much", false, "0.25", "100000.00");
                    Check.refusal(refused, "/linkedTransfers", "INSUFFICIENT_FUNDS");
                    Check.equal("input.transfers[1].amount", refused.text("/linkedTransfers/field"), "the field");
                    spent("0.50");
                })
                .step("a bulk books what it can, and its repeat nothing more", () -> {
                    Check.equal("2", bulk().text("/bulkTransfers/booked"), "how many were booked");
                    Check.equal("INSUFFICIENT_FUNDS", bulk().text("/bulkTransfers/results/1/code"), "the refusal");
                    spent("1.00");
                })
                .step("a payment is found by what its client kept with it", () -> {
                    Answer found = ann.ask(
                                    LISTED,
                                    Map.of(
                                            "filter",
                                            Map.of(
                                                    "types", List.of("PAYMENT"),
                                                    "maximum", Person.money("0.25", EUR),
                                                    "metadata", List.of(Map.of("name", "order", "value", run)))))
                            .ok();
                    Check.equal(3, found.at("/transfers/nodes").size(), "how many are found");
                })
                .step("the balance of a time gone by, and the statement up to now", this::history)
                .step("finance sees what was booked by type, and nobody else does", this::stats);
    }

    private void history() {
        String wallet = ann.wallet(EUR);
        Answer atFirst = ann.ask(THEN, Map.of("id", wallet, "at", "2020-01-01T00:00:00Z"));
        Check.equal("0.00", atFirst.ok().text("/balanceAt/balance/available/amount"), "the balance in 2020");
        Map<String, Object> always = Map.of(
                "id", wallet,
                "from", "2020-01-01T00:00:00Z",
                "to", "2120-01-01T00:00:00Z");
        Answer statement = ann.ask(STATEMENT, always).ok();
        Check.amount(
                statement.text("/statement/closing/real/available/amount"), ann.balance(EUR), "the closing balance");
        Check.equal(
                statement.at("/statement/lines").asInt() + 1,
                statement.text("/statement/csv").split("\r\n").length,
                "lines with their header");
        Check.error(bob.ask(STATEMENT, always), "NOT_FOUND");
    }

    private void stats() {
        String query = "query S($from: Instant!, $to: Instant!) {"
                + " paymentStats(from: $from, to: $to) { type currency count reversed total } }";
        Instant last = Instant.parse(ann.ask("{ transfers(first: 1) { nodes { at } } }", Map.of())
                .ok()
                .text("/transfers/nodes/0/at"));
        Map<String, Object> today = Map.of(
                "from", last.minus(Duration.ofDays(1)).toString(),
                "to", last.plusSeconds(1).toString());
        Answer stats = finance.ask(query, today).ok();
        Check.that(stats.at("/paymentStats").toString().contains("\"DEPOSIT\""), "deposits are among the types");
        Check.error(ann.ask(query, today), "FORBIDDEN");
    }

    private Map<String, Object> payment(String amount) {
        return Map.of(
                "toUserId", bob.id(),
                "amount", Person.money(amount, EUR),
                "metadata", List.of(Map.of("name", "order", "value", run)));
    }

    private Answer linked(String key, boolean isDry, String first, String second) {
        return ann.ask(
                LINKED,
                Map.of(
                        "input",
                        Map.of(
                                "transfers",
                                List.of(payment(first), payment(second)),
                                "idempotencyKey",
                                run + '-' + key,
                                "dryRun",
                                isDry)));
    }

    private Answer bulk() {
        return ann.ask(
                        BULK,
                        Map.of(
                                "input",
                                Map.of(
                                        "transfers",
                                        List.of(payment("0.30"), payment("100000.00"), payment("0.20")),
                                        "idempotencyKey",
                                        run + "-bulk")))
                .ok();
    }

    private void spent(String amount) {
        Check.amount(amount, before.subtract(ann.balance(EUR)), "what Ann has spent");
    }
}
