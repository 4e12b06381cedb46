package dev.coffer.payment.deposit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.Wallets;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One deposit in a tenant of its own, and what must be true of it in the end whatever went wrong on its way.
 *
 * @param payer who asks, at the replica that takes the request
 * @param walletId the payer's
 */
record DepositTrial(Scenario scenario, Customer payer, String walletId) {

    static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String KEY = "the-deposit";
    private static final String LARGEST_YEN = "9223372036854775807";

    /** What a deposit meets when nothing goes wrong, and how it ends in any case. */
    enum Scenario {
        CAPTURED("10.00", "EUR", null, "9.71"),
        DECLINED("10.13", "EUR", "PAYMENT_DECLINED", "0"),
        EXPIRED("10.14", "EUR", "PAYMENT_METHOD_EXPIRED", "0"),
        CAPTURED_WITHOUT_ANSWER("10.57", "EUR", null, "10.26"),
        DECLINED_WITHOUT_ANSWER("10.58", "EUR", "PAYMENT_DECLINED", "0"),
        /** The house's account is at its very limit, so that the ledger refuses what was captured. */
        RETURNED("1000", "JPY", "PAYMENT_RETURNED", "0");

        final String amount;
        final String currency;
        final @Nullable String decline;
        final String credited;

        Scenario(String amount, String currency, @Nullable String decline, String credited) {
            this.amount = amount;
            this.currency = currency;
            this.decline = decline;
            this.credited = credited;
        }
    }

    static DepositTrial prepare(Scenario scenario, TestService service, TestTokens tokens, String tenantId) {
        if (scenario == Scenario.RETURNED) {
            Customer.of(service, tokens, tenantId, "rich").withMoney(LARGEST_YEN, "JPY");
        }
        Customer payer = Customer.of(service, tokens, tenantId, "ann");
        return new DepositTrial(scenario, payer, payer.open(scenario.currency));
    }

    JsonNode ask() {
        return payer.deposit(walletId, scenario.amount, scenario.currency, KEY);
    }

    DepositTrial at(TestService replica) {
        return new DepositTrial(scenario, payer.at(replica), walletId);
    }

    /** The deposit as stored, or null when none is. */
    @Nullable
    Deposit stored() {
        return deposits().findByKey(payer.tenantId(), "user:ann/" + KEY);
    }

    private Deposits deposits() {
        return payer.service().bean(Deposits.class);
    }

    /** Waits until the deposit has ended by itself, with no client asking. */
    void awaitSettled() {
        await(payer.tenantId())
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Objects.requireNonNull(stored()).state() instanceof DepositState.Settled);
    }

    /** Everything that must be true once it is settled. */
    void verify() {
        JsonNode repeat = ask();
        String status = scenario.decline == null ? "COMPLETED" : "DECLINED";
        assertThat(Customer.text(repeat, "/data/deposit/status"))
                .as(payer.tenantId())
                .isEqualTo(status);
        assertThat(repeat.at("/data/deposit/decline/code").asString(""))
                .as(payer.tenantId())
                .isEqualTo(Objects.requireNonNullElse(scenario.decline, ""));
        assertThat(payer.balance(scenario.currency)).as(payer.tenantId()).isEqualByComparingTo(scenario.credited);
        assertThat(bookings()).as(payer.tenantId()).isEqualTo(scenario.decline == null ? 1 : 0);
        assertThat(sumOfWallets()).as(payer.tenantId()).isZero();
        verifyCharges();
    }

    private void verifyCharges() {
        List<Document> charges = new ArrayList<>();
        payer.service()
                .bean(MongoDatabase.class)
                .getCollection("simulator_charges")
                .find(Filters.and(
                        Filters.eq("tenantId", payer.tenantId()),
                        Filters.eq(
                                "_id",
                                "deposit/" + Objects.requireNonNull(stored()).id())))
                .into(charges);
        assertThat(charges).as(payer.tenantId()).hasSize(1);
        assertThat(charges.getFirst().getBoolean("refunded", false))
                .as(payer.tenantId())
                .isEqualTo(scenario == Scenario.RETURNED);
        long asked = payer.service()
                .bean(MongoDatabase.class)
                .getCollection("deposits")
                .countDocuments(Filters.and(Filters.eq("tenantId", payer.tenantId()), Filters.eq("userId", "ann")));
        assertThat(asked).as(payer.tenantId()).isEqualTo(1);
    }

    private int bookings() {
        return payer.service()
                .bean(Transfers.class)
                .ofWallets(payer.tenantId(), List.of(walletId), Transfers.TransferBounds.newest(Transfers.MAX_PAGE))
                .size();
    }

    private BigInteger sumOfWallets() {
        BigInteger sum = BigInteger.ZERO;
        for (Wallet wallet : payer.service().bean(Wallets.class).page(payer.tenantId(), null, Wallets.MAX_PAGE)) {
            sum = sum.add(BigInteger.valueOf(wallet.available(Pocket.REAL).minor()));
        }
        return sum;
    }
}
