package dev.coffer.payment;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.testkit.ConnectionPlans;
import dev.coffer.core.testkit.ConnectionPlans.Walk;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
class ConnectionPlansIT {

    private static final int PAYMENTS = 40;
    private static final int DEPOSITS = 160;

    private static final String HOLD = """
            mutation H($input: HoldFundsInput!) { holdFunds(input: $input) { __typename ... on Hold { id } } }""";

    private static void hold(Customer customer, Customer payee) {
        for (int i = 0; i < PAYMENTS; i++) {
            customer.ask(
                    HOLD,
                    Map.of(
                            "input",
                            Map.of(
                                    "toUserId", payee.userId(),
                                    "amount", Customer.money("0.50", "EUR"),
                                    "idempotencyKey", "hold-" + i)));
        }
    }

    private static void withdraw(Customer customer, String walletId) {
        for (int i = 0; i < PAYMENTS; i++) {
            customer.ask(
                    "mutation W($input: WithdrawInput!) { withdraw(input: $input) { __typename } }",
                    Map.of(
                            "input",
                            Map.of(
                                    "walletId",
                                    walletId,
                                    "amount",
                                    Customer.money("0.50", "EUR"),
                                    "destination",
                                    "ba_1",
                                    "idempotencyKey",
                                    "withdraw-" + i)));
        }
    }

    /** Every fourth completed, declined, refused before anybody was asked, and stuck: asked twice in vain. */
    private static void deposit(Customer customer, String walletId) {
        for (int i = 0; i < DEPOSITS; i++) {
            String amount =
                    List.of("1.00", "1.13", "92233720368547758.07", "1.59").get(i % 4);
            customer.deposit(walletId, amount, "EUR", "deposit-" + i);
            customer.deposit(walletId, amount, "EUR", "deposit-" + i);
        }
    }

    private static void bet(Customer customer, String walletId) {
        for (int i = 0; i < PAYMENTS; i++) {
            customer.ask(
                    "mutation B($input: PlaceBetInput!) { placeBet(input: $input) { __typename } }",
                    Map.of(
                            "input",
                            Map.of(
                                    "walletId",
                                    walletId,
                                    "betId",
                                    customer.userId() + i,
                                    "amount",
                                    Customer.money("0.50", "EUR"),
                                    "gameId",
                                    "dice",
                                    "idempotencyKey",
                                    "bet-" + i)));
        }
    }

    private static void order(Customer customer, String walletId) {
        for (int i = 0; i < PAYMENTS; i++) {
            customer.ask(
                    "mutation P($input: CreatePaymentIntentInput!) { createPaymentIntent(input: $input) { __typename } }",
                    Map.of(
                            "input",
                            Map.of(
                                    "walletId",
                                    walletId,
                                    "orderReference",
                                    "order-" + i,
                                    "amount",
                                    Customer.money("0.50", "EUR"),
                                    "description",
                                    "A ticket",
                                    "idempotencyKey",
                                    "order-" + i)));
        }
    }

    private static String wallet(Customer customer, String currency, Customer payee) {
        customer.withMoney("1000.00", currency);
        for (int i = 0; i < PAYMENTS; i++) {
            customer.payUser(payee.userId(), "1.00", currency, customer.userId() + currency + i);
        }
        return customer.open(currency);
    }

    @Test
    void a_page_costs_what_is_on_it(@FreshDatabase String name) {
        try (TestTokens tokens = TestTokens.start();
                TestService service = TestService.start(
                        PaymentApplication.class,
                        PaymentApplication.SERVICE,
                        name,
                        tokens,
                        // Nothing reads beside what is asked.
                        Map.of(
                                "coffer.payment.deposits.sweep-every",
                                "1h",
                                "coffer.payment.reconciliation.look-every",
                                "1h"))) {
            Customer ann = new Customer(service, "main", "ann", tokens.user("ann", "main", "user", "admin"));
            Customer bob = Customer.of(service, tokens, "main", "bob");
            Customer carl = Customer.of(service, tokens, "main", "carl");
            List.of(bob, carl).forEach(one -> List.of("EUR", "USD").forEach(one::open));
            String euros = wallet(ann, "EUR", bob);
            wallet(ann, "USD", bob);
            wallet(bob, "EUR", carl);
            wallet(carl, "EUR", bob);
            hold(ann, bob);
            hold(carl, bob);
            withdraw(ann, euros);
            withdraw(bob, bob.open("EUR"));
            bet(ann, euros);
            bet(bob, bob.open("EUR"));
            order(ann, euros);
            order(bob, bob.open("EUR"));
            Instant from = Clock.systemUTC().instant();
            deposit(ann, euros);
            deposit(bob, bob.open("EUR"));
            Instant to = Clock.systemUTC().instant();
            deposit(carl, carl.open("EUR"));
            ConnectionPlans plans = new ConnectionPlans(service.bean(MongoDatabase.class), ann::ask);
            plans.seedOperatorLists("main");
            List<Walk> walks = new ArrayList<>(ConnectionPlans.operatorListsOf("payment"));
            walks.add(Walk.of("Query.transfers", "transfers", "{ transfers(ARGS) PAGE }"));
            walks.add(Walk.of(
                    "Query.transfers", "transfers", "{ transfers(filter: {walletId: \"" + euros + "\"}, ARGS) PAGE }"));
            walks.add(Walk.of(
                    "Query.transactions", "transfers", "{ transactions(walletId: \"" + euros + "\", ARGS) PAGE }"));
            walks.add(new Walk(
                    "Wallet.transactions",
                    "transfers",
                    "{ wallet(id: \"" + euros + "\") { transactions(ARGS) PAGE } }",
                    Map.of(),
                    "/data/wallet/transactions"));
            walks.add(new Walk(
                    "Wallet.holds",
                    "holds",
                    "{ wallet(id: \"" + euros + "\") { holds(ARGS) PAGE } }",
                    Map.of(),
                    "/data/wallet/holds"));
            walks.add(new Walk(
                    "Wallet.withdrawals",
                    "withdrawals",
                    "{ wallet(id: \"" + euros + "\") { withdrawals(ARGS) PAGE } }",
                    Map.of(),
                    "/data/wallet/withdrawals"));
            walks.add(new Walk(
                    "Wallet.bets",
                    "bets",
                    "{ wallet(id: \"" + euros + "\") { bets(ARGS) PAGE } }",
                    Map.of(),
                    "/data/wallet/bets"));
            walks.add(Walk.of("Query.withdrawals", "withdrawals", "{ withdrawals(ARGS) PAGE }"));
            walks.add(Walk.of(
                    "Query.withdrawals", "withdrawals", "{ withdrawals(filter: {status: COMPLETED}, ARGS) PAGE }"));
            for (String filter : List.of(
                    "{}", "{userId: \"ann\"}", "{status: PROCESSING}", "{userId: \"bob\", status: PROCESSING}")) {
                walks.add(Walk.of(
                        "Query.paymentIntents",
                        "payment_intents",
                        "{ paymentIntents(filter: " + filter + ", ARGS) PAGE }"));
            }
            for (String filter : List.of(
                    "{}",
                    "{status: COMPLETED}",
                    "{status: PENDING}",
                    "{onlyStuck: true}",
                    "{onlyStuck: true, status: PENDING}",
                    "{userId: \"ann\"}",
                    "{userId: \"bob\", status: DECLINED}",
                    "{walletId: \"" + euros + "\"}",
                    "{walletId: \"" + euros + "\", status: COMPLETED}",
                    "{from: \"" + from + "\", to: \"" + to + "\"}")) {
                walks.add(Walk.of("Query.deposits", "deposits", "{ deposits(filter: " + filter + ", ARGS) PAGE }"));
            }
            plans.verify(walks, List.of());
        }
    }
}
