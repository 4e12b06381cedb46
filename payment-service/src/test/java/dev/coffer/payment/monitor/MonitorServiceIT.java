package dev.coffer.payment.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventReplay;
import dev.coffer.core.events.Replays;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.payment.Customer;
import dev.coffer.payment.Replicas;
import dev.coffer.payment.Together;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.CloseWallet;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Balance monitors over HTTP, on two replicas with the real stores and real events. Ann has 97.10 EUR, Ben 97.10. */
@ExtendWith(StoresExtension.class)
class MonitorServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 24;
    private static final String CONSUMER = "payment-balance-monitors";

    private static Replicas replicas;
    private static ToldEvents told;

    private String tenantId = "";
    private String wallet = "";
    private Customer ann = unknown();
    private Customer ben = unknown();
    private Customer fina = unknown();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        replicas = Replicas.start(database, Map.of());
        told = new ToldEvents(replicas.service());
    }

    @AfterAll
    static void stop() {
        replicas.close();
    }

    private static Customer unknown() {
        return new Customer(replicas.service(), "none", "none", "none");
    }

    @BeforeEach
    void annBenAndStaff() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = replicas.customer(tenantId, "ann").withMoney("100.00", "EUR");
        ben = replicas.customer(tenantId, "ben").withMoney("100.00", "EUR");
        wallet = ann.open("EUR");
        fina = replicas.staff(tenantId, "fina", "finance");
    }

    @Test
    void a_crossing_down_is_told_once_and_again_only_after_the_way_back() {
        String below = watch(ann, "BELOW", "90.00");
        String above = watch(ann, "ABOVE", "90.00");

        pay(ann, "7.10");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("90.00");
        pay(ann, "0.01");
        pay(ann, "5.00");
        pay(ben, "5.01");
        pay(ben, "0.01");
        pay(ann, "50.00");
        awaitCrossings(below, 2);

        assertThat(balances(below)).containsExactly("89.99", "40.01");
        assertThat(balances(above)).containsExactly("90.01");
        EventEnvelope event = told.of(tenantId, below).getFirst();
        assertThat(event.eventType()).isEqualTo("wallet.balance.crossed");
        assertThat(event.userId()).isEqualTo("ann");
        assertThat(event.data())
                .contains(
                        "\"monitorId\":\"" + below + "\"",
                        "\"walletId\":\"" + wallet + "\"",
                        "\"pocket\":\"REAL\"",
                        "\"condition\":\"BELOW\"",
                        "\"threshold\":\"90.00\"",
                        "\"source\":\"OWN\"");
        JsonNode listed = list(ann).get(0);
        assertThat(listed.path("crossings").asInt()).isEqualTo(2);
        assertThat(listed.path("lastCrossedAt").isNull()).isFalse();
        assertThat(listed.path("isMet").asBoolean()).isTrue();
    }

    @Test
    void one_booking_with_several_entries_is_one_step_and_several_bookings_of_a_request_are_several() {
        String below = watch(ann, "BELOW", "50.00");
        List<Map<String, Object>> transfers = new ArrayList<>();
        for (String amount : List.of("60.00", "20.00")) {
            transfers.add(Map.of("toUserId", "ben", "amount", Customer.money(amount, "EUR")));
        }
        ann.ask(
                "mutation L($input: LinkedTransfersInput!) { linkedTransfers(input: $input) { __typename } }",
                Map.of("input", Map.of("transfers", transfers, "idempotencyKey", "linked")));
        pay(ben, "80.00");
        pay(ann, "97.10");
        awaitCrossings(below, 2);

        assertThat(balances(below)).containsExactly("37.10", "0.00");
    }

    @Test
    void what_is_so_already_is_answered_and_not_told() {
        pay(ann, "50.00");
        JsonNode made = create(ann, wallet, "BELOW", "90.00");
        assertThat(made.at("/data/createBalanceMonitor/isMet").asBoolean()).isTrue();
        String below = Customer.text(made, "/data/createBalanceMonitor/id");

        pay(ann, "1.00");
        pay(ben, "60.00");
        pay(ann, "20.00");
        awaitCrossings(below, 1);

        assertThat(balances(below)).containsExactly("86.10");
    }

    @Test
    void bookings_at_two_replicas_at_once_tell_as_many_crossings_as_the_book_has() {
        String below = watch(ann, "BELOW", "97.00");
        String above = watch(ann, "ABOVE", "97.00");
        String witness = watch(ann, "BELOW", "1.00");

        Together.ask(AT_ONCE, () -> pay(ann, "0.20"), () -> pay(ben.at(replicas.other()), "0.20"));
        pay(ann, ann.balance("EUR").toPlainString());
        awaitCrossings(witness, 1);

        JsonNode book = ann.ask(
                "query B($id: ID!) { transactions(walletId: $id, first: 100) {"
                        + " nodes { amount { amount } balanceAfter { amount } } } }",
                Map.of("id", wallet));
        int down = 0;
        int up = 0;
        for (JsonNode entry : book.at("/data/transactions/nodes")) {
            long after = cents(entry, "/balanceAfter/amount");
            long before = after - cents(entry, "/amount/amount");
            // The deposit came before the monitors.
            boolean isLater = before != 0;
            down += before >= 9_700 && after < 9_700 ? 1 : 0;
            up += isLater && before <= 9_700 && after > 9_700 ? 1 : 0;
        }
        assertThat(told.of(tenantId, below)).hasSize(down);
        assertThat(told.of(tenantId, above)).hasSize(up);
    }

    private static long cents(JsonNode entry, String pointer) {
        return new BigDecimal(Customer.text(entry, pointer)).movePointRight(2).longValueExact();
    }

    @Test
    void a_replay_of_the_ledgers_events_tells_nothing_again() {
        String below = watch(ann, "BELOW", "90.00");
        pay(ann, "10.00");
        awaitCrossings(below, 1);
        List.of("wallet.transfer.completed", "wallet.deposit.completed").forEach(this::replay);
        pay(ben, "10.00");
        pay(ann, "20.00");
        awaitCrossings(below, 2);

        assertThat(balances(below)).containsExactly("87.10", "77.10");
    }

    /** Returns when all of it is told. */
    private void replay(String type) {
        Replays replays = replicas.service().bean(Replays.class);
        Instant now = Clock.systemUTC().instant();
        String id = type + " for " + tenantId;
        // Known to the relay a moment after the consumer's start.
        await().atMost(PATIENCE)
                .until(() -> replays.start(
                                new Replays.Request(
                                        id,
                                        tenantId,
                                        type,
                                        now.minus(Duration.ofHours(1)),
                                        now.plus(Duration.ofHours(1)),
                                        CONSUMER),
                                "test")
                        instanceof Replays.Result.Recorded);
        await().atMost(PATIENCE).until(() -> isDone(replays.list(tenantId, null, true, 10), id));
    }

    private static boolean isDone(List<EventReplay> replays, String id) {
        return replays.stream()
                .anyMatch(replay -> replay.request().id().equals(id) && replay.state() == EventReplay.State.DONE);
    }

    @Test
    void a_monitor_that_was_deleted_tells_nothing_more_and_deleting_it_again_changes_nothing() {
        String gone = watch(ann, "BELOW", "90.00");
        String stays = watch(ann, "BELOW", "89.00");
        for (int i = 0; i < 2; i++) {
            assertThat(Customer.text(delete(ann, wallet, gone), "/data/deleteBalanceMonitor/id"))
                    .isEqualTo(wallet);
        }

        pay(ann, "20.00");
        awaitCrossings(stays, 1);

        assertThat(told.of(tenantId, gone)).isEmpty();
        assertThat(list(ann)).hasSize(1);
    }

    @Test
    void the_house_watches_what_its_owner_does_not_see() {
        String staffs = Customer.text(create(fina, wallet, "BELOW", "90.00"), "/data/createBalanceMonitor/id");
        String own = watch(ann, "BELOW", "90.00");

        assertThat(own).isNotEqualTo(staffs);
        assertThat(list(ann)).hasSize(1);
        assertThat(list(fina)).hasSize(2);
        delete(ann, wallet, staffs);
        delete(fina, wallet, own);
        assertThat(list(fina)).hasSize(2);
        pay(ann, "10.00");
        awaitCrossings(staffs, 1);
        awaitCrossings(own, 1);
        assertThat(told.of(tenantId, staffs).getFirst().data()).contains("\"source\":\"STAFF\"");
    }

    @Test
    void nobody_watches_another_users_wallet_or_another_tenants_or_the_houses() {
        Customer abroad = replicas.staff("elsewhere", "adam", "admin");
        String own = watch(ann, "BELOW", "90.00");
        for (Customer no : List.of(ben, abroad)) {
            assertThat(code(create(no, wallet, "BELOW", "90.00"))).isEqualTo("NOT_FOUND");
            assertThat(code(delete(no, wallet, own))).isEqualTo("NOT_FOUND");
        }
        assertThat(code(create(replicas.staff(tenantId, "olga", "operator"), wallet, "BELOW", "90.00")))
                .isEqualTo("FORBIDDEN");
        String world = Customer.text(
                ann.ask("{ transfers { nodes { from { walletId } } } }", Map.of()),
                "/data/transfers/nodes/0/from/walletId");
        assertThat(code(create(fina, world, "BELOW", "90.00"))).isEqualTo("NOT_FOUND");
        assertThat(list(ann)).hasSize(1);
    }

    @Test
    void a_wallet_has_ten_of_its_owner_and_ten_of_the_house_also_when_many_are_asked_for_at_once() {
        AtomicInteger next = new AtomicInteger();
        List<JsonNode> answers = Together.ask(
                AT_ONCE,
                () -> create(ann, wallet, "BELOW", next.incrementAndGet() + ".00"),
                () -> create(ann.at(replicas.other()), wallet, "BELOW", next.incrementAndGet() + ".00"));

        assertThat(answers.stream().filter(answer -> code(answer).isEmpty())).hasSize(10);
        assertThat(answers.stream().map(MonitorServiceIT::code)).contains("MONITOR_LIMIT_REACHED");
        assertThat(list(ann)).hasSize(10);
        assertThat(code(create(fina, wallet, "BELOW", "1.00"))).isEmpty();
        String first = list(ann).get(0).path("id").asString();
        delete(ann, wallet, first);
        assertThat(code(create(ann, wallet, "BELOW", "99999.00"))).isEmpty();
    }

    @Test
    void the_same_asked_for_by_many_at_once_is_one() {
        List<String> ids = Together.ask(
                        AT_ONCE,
                        () -> create(ann, wallet, "BELOW", "5.00"),
                        () -> create(ann.at(replicas.other()), wallet, "BELOW", "5.0"))
                .stream()
                .map(answer -> Customer.text(answer, "/data/createBalanceMonitor/id"))
                .distinct()
                .toList();

        assertThat(ids).hasSize(1);
        assertThat(list(ann)).hasSize(1);
    }

    @Test
    void a_closed_wallet_another_currency_and_no_amount_are_not_watched() {
        assertThat(code(create(ann, wallet, "BELOW", "1.001"))).isEqualTo("INVALID_INPUT");
        JsonNode dollars = ann.ask(CREATE, Map.of("input", input(wallet, "BELOW", "1.00", "USD")));
        assertThat(code(dollars)).isEqualTo("CURRENCY_MISMATCH");
        assertThat(dollars.at("/data/createBalanceMonitor/field").asString("")).isEqualTo("input.threshold");
        String savings = ann.open("EUR", "savings");
        replicas.service().bean(Bookings.class).change(new CloseWallet(tenantId, savings));
        assertThat(code(create(ann, savings, "BELOW", "1.00"))).isEqualTo("WALLET_CLOSED");
        assertThat(list(ann)).isEmpty();
    }

    private static final String CREATE =
            "mutation C($input: CreateBalanceMonitorInput!) { createBalanceMonitor(input: $input) {"
                    + " __typename ... on BalanceMonitor { id isMet pocket } ... on Refusal { code field } } }";

    private String watch(Customer by, String condition, String threshold) {
        return Customer.text(create(by, wallet, condition, threshold), "/data/createBalanceMonitor/id");
    }

    private static JsonNode create(Customer by, String walletId, String condition, String threshold) {
        return by.ask(CREATE, Map.of("input", input(walletId, condition, threshold, "EUR")));
    }

    private static Map<String, Object> input(String walletId, String condition, String threshold, String currency) {
        return Map.of("walletId", walletId, "condition", condition, "threshold", Customer.money(threshold, currency));
    }

    private static JsonNode delete(Customer by, String walletId, String monitorId) {
        return by.ask(
                "mutation D($input: DeleteBalanceMonitorInput!) { deleteBalanceMonitor(input: $input) { id } }",
                Map.of("input", Map.of("walletId", walletId, "monitorId", monitorId)));
    }

    private JsonNode list(Customer by) {
        return by.ask(
                        "query M($id: ID!) { wallet(id: $id) { balanceMonitors {"
                                + " id isMet crossings lastCrossedAt threshold { amount } } } }",
                        Map.of("id", wallet))
                .at("/data/wallet/balanceMonitors");
    }

    /** Ann pays Ben, or Ben Ann. */
    private JsonNode pay(Customer from, String amount) {
        String to = from.userId().equals("ann") ? "ben" : "ann";
        return from.payUser(to, amount, "EUR", "pay-" + UUID.randomUUID());
    }

    private void awaitCrossings(String monitorId, int count) {
        await().atMost(PATIENCE).until(() -> told.of(tenantId, monitorId).size() >= count);
    }

    private List<String> balances(String monitorId) {
        return told.of(tenantId, monitorId).stream()
                .map(event -> event.data().replaceAll(".*\"balance\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static String code(JsonNode answer) {
        String refusal = answer.at("/data/createBalanceMonitor/code").asString("");
        return refusal.isEmpty() ? TestService.errorCode(answer) : refusal;
    }
}
