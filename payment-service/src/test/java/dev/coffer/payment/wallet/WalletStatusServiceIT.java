package dev.coffer.payment.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Wallets that are frozen, opened again and closed, over HTTP, on two replicas with the real stores. */
@ExtendWith(StoresExtension.class)
class WalletStatusServiceIT {

    private static final int AT_ONCE = 16;
    private static final String ANSWER =
            " { __typename ... on Wallet { id status } ... on Refusal { code message field } }";
    private static final String BOOK =
            "query B($id: ID!) { transactions(walletId: $id, first: 100) { nodes { kind transferId } } }";

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    private String tenantId = "";
    private String wallet = "";
    private Customer ann = unknown();
    private Customer bob = unknown();
    private Customer fina = unknown();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
        other = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
    }

    private static Customer unknown() {
        return new Customer(service, "none", "none", "none");
    }

    @BeforeEach
    void twoCustomersAndStaff() {
        tenantId = "tenant-" + UUID.randomUUID();
        ann = Customer.of(service, tokens, tenantId, "ann").withMoney("100.00", "EUR");
        bob = Customer.of(service, tokens, tenantId, "bob");
        bob.open("EUR");
        wallet = ann.open("EUR");
        fina = staff("fina", "finance");
    }

    private Customer staff(String userId, String... roles) {
        return new Customer(service, tenantId, userId, tokens.user(userId, tenantId, roles));
    }

    private static JsonNode freeze(Customer staff, String walletId) {
        return change(staff, "freezeWallet", Map.of("walletId", walletId, "reason", "Reported as stolen"));
    }

    private static JsonNode unfreeze(Customer staff, String walletId) {
        return change(staff, "unfreezeWallet", Map.of("walletId", walletId, "reason", "Owner identified"));
    }

    private static JsonNode close(Customer owner, String walletId) {
        return change(owner, "closeWallet", Map.of("walletId", walletId));
    }

    private static JsonNode change(Customer customer, String mutation, Map<String, ?> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return customer.ask(
                "mutation M($input: " + type + "!) { " + mutation + "(input: $input)" + ANSWER + " }",
                Map.of("input", input));
    }

    private static String code(JsonNode answer) {
        for (JsonNode result : answer.path("data")) {
            if (!result.path("code").asString("").isEmpty()) {
                return result.path("code").asString();
            }
        }
        return TestService.errorCode(answer);
    }

    private static String status(JsonNode answer) {
        for (JsonNode result : answer.path("data")) {
            return Customer.text(result, "/status");
        }
        throw new AssertionError("No result in " + answer);
    }

    private List<String> kinds(String walletId) {
        return ann.ask(BOOK, Map.of("id", walletId))
                .at("/data/transactions/nodes")
                .valueStream()
                .map(node -> node.path("kind").asString())
                .toList();
    }

    @Test
    void nothing_goes_in_or_out_of_a_frozen_wallet_until_it_is_opened_again() {
        assertThat(status(freeze(fina, wallet))).isEqualTo("FROZEN");
        assertThat(code(ann.payUser("bob", "1.00", "EUR", "out"))).isEqualTo("WALLET_FROZEN");
        assertThat(code(bob.withMoney("10.00", "EUR").payUser("ann", "1.00", "EUR", "in")))
                .isEqualTo("WALLET_FROZEN");
        assertThat(code(ann.at(other).payUser("bob", "1.00", "EUR", "other"))).isEqualTo("WALLET_FROZEN");
        assertThat(status(unfreeze(fina.at(other), wallet))).isEqualTo("OPEN");
        assertThat(code(ann.payUser("bob", "1.00", "EUR", "again"))).isEmpty();
        assertThat(kinds(wallet)).startsWith("PAYMENT", "UNFREEZE", "FREEZE");
        JsonNode told = ann.ask("{ transfers { nodes { type reason } } }", Map.of());
        assertThat(told.toString()).contains("Reported as stolen", "Owner identified");
    }

    @Test
    void a_repeat_answers_the_wallet_as_it_is_and_many_at_once_make_one_entry() {
        List<JsonNode> answers =
                Together.ask(AT_ONCE, () -> freeze(fina, wallet), () -> freeze(fina.at(other), wallet));
        assertThat(answers).allSatisfy(answer -> assertThat(status(answer)).isEqualTo("FROZEN"));
        assertThat(kinds(wallet)).filteredOn("FREEZE"::equals).hasSize(1);
        assertThat(status(unfreeze(fina, wallet))).isEqualTo("OPEN");
        assertThat(status(unfreeze(fina, wallet))).isEqualTo("OPEN");
        assertThat(status(freeze(fina, wallet))).isEqualTo("FROZEN");
        assertThat(kinds(wallet)).startsWith("FREEZE", "UNFREEZE", "FREEZE", "FEE");
    }

    @Test
    void nobody_but_finance_and_administrators_freezes_and_they_only_what_is_not_their_own() {
        for (Customer no : List.of(ann, bob, staff("olga", "operator"))) {
            assertThat(code(freeze(no, wallet))).isEqualTo("FORBIDDEN");
            assertThat(code(unfreeze(no, wallet))).isEqualTo("FORBIDDEN");
        }
        for (Customer own : List.of(staff("ann", "user", "finance"), staff("ann", "admin"))) {
            assertThat(code(freeze(own, wallet))).isEqualTo("FOUR_EYES_NEEDED");
            assertThat(code(unfreeze(own, wallet))).isEqualTo("FOUR_EYES_NEEDED");
        }
        Customer abroad = new Customer(service, "elsewhere", "adam", tokens.user("adam", "elsewhere", "admin"));
        for (String id : List.of(wallet, UUID.randomUUID().toString(), "", "x")) {
            assertThat(code(freeze(abroad, id))).as(id).isEqualTo("NOT_FOUND");
            assertThat(code(unfreeze(abroad, id))).as(id).isEqualTo("NOT_FOUND");
        }
        String world = Customer.text(
                ann.ask("{ transfers { nodes { from { walletId } } } }", Map.of()),
                "/data/transfers/nodes/0/from/walletId");
        assertThat(code(freeze(fina, world))).isEqualTo("HOUSE_ACCOUNT_STAYS");
        assertThat(kinds(wallet)).containsExactly("FEE", "DEPOSIT");
        assertThat(status(freeze(staff("adam", "admin"), wallet))).isEqualTo("FROZEN");
    }

    @Test
    void a_reason_is_needed() {
        for (String reason : List.of("", "  ", "r".repeat(501))) {
            for (String mutation : List.of("freezeWallet", "unfreezeWallet")) {
                JsonNode answer = change(fina, mutation, Map.of("walletId", wallet, "reason", reason));
                assertThat(code(answer)).isEqualTo("INVALID_INPUT");
                assertThat(answer.at("/errors/0/extensions/field").asString("")).isEqualTo("input.reason");
            }
        }
    }

    @Test
    void an_empty_wallet_is_closed_for_ever_by_its_owner_only() {
        String savings = ann.open("EUR", "savings");
        Customer namesake = Customer.of(service, tokens, "elsewhere", "ann");
        for (Customer stranger : List.of(bob, namesake, staff("adam", "admin", "user"))) {
            JsonNode answer = close(stranger, savings);
            assertThat(code(answer)).isEqualTo("NOT_FOUND");
            assertThat(answer.at("/errors/0/extensions/field").asString("")).isEqualTo("input.walletId");
        }
        assertThat(code(close(fina, savings))).isEqualTo("FORBIDDEN");
        JsonNode full = close(ann, wallet);
        assertThat(code(full)).isEqualTo("WALLET_NOT_EMPTY");
        assertThat(full.at("/data/closeWallet/field").asString("")).isEqualTo("input.walletId");
        assertThat(status(close(ann, savings))).isEqualTo("CLOSED");
        assertThat(status(close(ann.at(other), savings))).isEqualTo("CLOSED");
        assertThat(ann.open("EUR", "savings")).isEqualTo(savings);
        assertThat(code(ann.pay(Map.of("toWalletId", savings), "1.00", "EUR", "into")))
                .isEqualTo("WALLET_CLOSED");
        assertThat(code(freeze(fina, savings))).isEqualTo("WALLET_CLOSED");
        assertThat(code(unfreeze(fina, savings))).isEqualTo("WALLET_CLOSED");
    }

    @Test
    void a_frozen_wallet_is_not_closed() {
        String savings = ann.open("EUR", "savings");
        freeze(fina, savings);
        assertThat(code(close(ann, savings))).isEqualTo("WALLET_FROZEN");
        unfreeze(fina, savings);
        assertThat(status(close(ann, savings))).isEqualTo("CLOSED");
    }

    @Test
    void money_that_comes_in_while_its_wallet_is_closed_is_either_refused_or_keeps_it_open() {
        for (int round = 0; round < 5; round++) {
            String target = ann.open("EUR", "round-" + round);
            String key = "race-" + round;
            List<Supplier<JsonNode>> requests = new ArrayList<>();
            requests.add(() -> ann.pay(Map.of("toWalletId", target), "1.00", "EUR", key));
            requests.add(() -> close(ann.at(other), target));
            List<JsonNode> answers = Together.ask(requests);
            boolean paid = code(answers.getFirst()).isEmpty();
            assertThat(code(answers.getLast())).isEqualTo(paid ? "WALLET_NOT_EMPTY" : "");
            assertThat(code(answers.getFirst())).isEqualTo(paid ? "" : "WALLET_CLOSED");
        }
    }
}
