package dev.coffer.payment.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.Wallets;
import dev.coffer.payment.suspension.OwnerStanding;
import dev.coffer.payment.suspension.Suspension;
import dev.coffer.payment.suspension.Suspensions;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One withdrawal in a tenant of its own, and what must be true of it in the end whatever went wrong on its way.
 *
 * @param payer who asks, at the replica that takes the request
 * @param staff who decides, at the same replica
 */
record WithdrawalTrial(Scenario scenario, Customer payer, Customer staff, String walletId) {

    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String KEY = "the-withdrawal";

    /** What a withdrawal meets when nothing goes wrong, and how it ends in any case. Ann has 4855.00 EUR before. */
    enum Scenario {
        PAID("10.00", WithdrawalStatus.COMPLETED, "4844.90"),
        REFUSED("10.13", WithdrawalStatus.FAILED, "4855.00"),
        PAID_WITHOUT_ANSWER("10.57", WithdrawalStatus.COMPLETED, "4844.32"),
        REFUSED_WITHOUT_ANSWER("10.58", WithdrawalStatus.FAILED, "4855.00"),
        WITHOUT_MONEY("4855.00", WithdrawalStatus.REFUSED, "4855.00"),
        APPROVED("2000.00", WithdrawalStatus.COMPLETED, "2835.00"),
        DECLINED("2000.00", WithdrawalStatus.DECLINED, "4855.00"),
        CANCELLED("2000.00", WithdrawalStatus.CANCELLED, "4855.00"),
        /** The provider pays, nobody learns it, and an operator finds out. */
        STUCK("10.59", WithdrawalStatus.COMPLETED, "4844.30"),
        /** When it is asked for, and over later. */
        SUSPENDED("10.00", WithdrawalStatus.COMPLETED, "4844.90"),
        /** While it waits for approval; it waits again when that is over. */
        SUSPENDED_WHILE_WAITING("2000.00", WithdrawalStatus.COMPLETED, "2835.00"),
        SUSPENDED_AND_DECLINED("2000.00", WithdrawalStatus.DECLINED, "4855.00"),
        SUSPENDED_AND_CLOSED("10.00", WithdrawalStatus.FAILED, "4855.00");

        final String amount;
        final WithdrawalStatus end;
        final String left;

        Scenario(String amount, WithdrawalStatus end, String left) {
            this.amount = amount;
            this.end = end;
            this.left = left;
        }

        boolean isPaid() {
            return end == WithdrawalStatus.COMPLETED;
        }

        boolean isAsked() {
            return switch (this) {
                case PAID,
                        REFUSED,
                        PAID_WITHOUT_ANSWER,
                        REFUSED_WITHOUT_ANSWER,
                        APPROVED,
                        STUCK,
                        SUSPENDED,
                        SUSPENDED_WHILE_WAITING -> true;
                case WITHOUT_MONEY, DECLINED, CANCELLED, SUSPENDED_AND_DECLINED, SUSPENDED_AND_CLOSED -> false;
            };
        }
    }

    static WithdrawalTrial prepare(Scenario scenario, TestService service, TestTokens tokens, String tenantId) {
        Customer payer = Customer.of(service, tokens, tenantId, "ann").withMoney("5000.00", "EUR");
        Customer staff = new Customer(service, tenantId, "fina", tokens.user("fina", tenantId, "finance"));
        WithdrawalTrial trial = new WithdrawalTrial(scenario, payer, staff, payer.open("EUR"));
        if (scenario == Scenario.SUSPENDED || scenario == Scenario.SUSPENDED_AND_CLOSED) {
            trial.tell(OwnerStanding.SUSPENDED, 1);
        }
        return trial;
    }

    /** Twice, and after it again what was told before it: both change nothing. */
    private void tell(OwnerStanding standing, long version) {
        Suspensions suspensions = payer.service().bean(Suspensions.class);
        Transactions transactions = payer.service().bean(Transactions.class);
        for (OwnerStanding told : List.of(standing, standing, OwnerStanding.SUSPENDED)) {
            long at = told == standing ? version : version - 1;
            transactions.run(
                    unit -> suspensions.tell(unit, payer.tenantId(), "ann", told, at, Instant.ofEpochSecond(version)));
        }
    }

    /** The last version; 0 for nothing. */
    private long told() {
        Suspension known = payer.service().bean(Suspensions.class).find(payer.tenantId(), "ann");
        return known == null ? 0 : known.version();
    }

    WithdrawalTrial at(TestService replica) {
        return new WithdrawalTrial(scenario, payer.at(replica), staff.at(replica), walletId);
    }

    JsonNode ask() {
        return WithdrawalCalls.withdraw(payer, walletId, scenario.amount, KEY);
    }

    @Nullable
    Withdrawal stored() {
        return payer.service().bean(Withdrawals.class).findByKey(payer.tenantId(), "user:ann/" + KEY);
    }

    /** Waits until it has ended, while people do what the scenario has them do, and again where they got an error. */
    void awaitEnd() {
        await(payer.tenantId())
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    Withdrawal stored = stored();
                    if (stored == null) {
                        ask();
                        return false;
                    }
                    decide(stored);
                    return stored.state() instanceof WithdrawalState.Ended;
                });
    }

    private void decide(Withdrawal stored) {
        switch (stored.status()) {
            case AWAITING_APPROVAL -> {
                FaultyWithdrawals.FAULTS.revive(payer.tenantId());
                switch (scenario) {
                    case APPROVED -> WithdrawalCalls.approve(staff, stored.id());
                    case DECLINED -> WithdrawalCalls.decline(staff, stored.id(), "No");
                    case CANCELLED -> WithdrawalCalls.cancel(payer, stored.id());
                    case SUSPENDED_WHILE_WAITING, SUSPENDED_AND_DECLINED -> {
                        if (told() == 0) {
                            tell(OwnerStanding.SUSPENDED, 1);
                        } else if (told() == 2) {
                            WithdrawalCalls.approve(staff, stored.id());
                        }
                    }
                    default -> throw new AssertionError(scenario + " needs no approval");
                }
            }
            case FROZEN -> {
                FaultyWithdrawals.FAULTS.revive(payer.tenantId());
                switch (scenario) {
                    case SUSPENDED, SUSPENDED_WHILE_WAITING -> tell(OwnerStanding.FREE, 2);
                    case SUSPENDED_AND_DECLINED -> WithdrawalCalls.decline(staff, stored.id(), "No");
                    case SUSPENDED_AND_CLOSED -> tell(OwnerStanding.CLOSED, 2);
                    default -> throw new AssertionError(scenario + " is not suspended");
                }
            }
            case STUCK -> {
                FaultyWithdrawals.FAULTS.revive(payer.tenantId());
                WithdrawalCalls.settle(staff, stored.id(), hasPaid() ? "PAID" : "ASK_AGAIN");
            }
            default -> {
                // It goes on by itself.
            }
        }
    }

    /** What an operator finds in the provider's books. */
    private boolean hasPaid() {
        return documents("simulator_payouts", Filters.eq("tenantId", payer.tenantId())).stream()
                .anyMatch(payout -> payout.getString("rule").startsWith("PAY"));
    }

    /** Everything that must be true once it has ended. */
    void verify() {
        String tenant = payer.tenantId();
        Withdrawal ended = Objects.requireNonNull(stored());
        assertThat(ended.status()).as(tenant).isEqualTo(scenario.end);
        JsonNode repeat = ask();
        if (scenario.end == WithdrawalStatus.REFUSED) {
            assertThat(WithdrawalCalls.code(repeat)).as(tenant).isEqualTo("INSUFFICIENT_FUNDS");
        } else {
            assertThat(WithdrawalCalls.text(repeat, "/status")).as(tenant).isEqualTo(scenario.end.name());
            assertThat(WithdrawalCalls.text(repeat, "/id")).as(tenant).isEqualTo(ended.id());
        }
        assertThat(payer.balance("EUR")).as(tenant).isEqualByComparingTo(scenario.left);
        assertThat(WithdrawalCalls.held(payer, walletId)).as(tenant).isEqualTo("0.00");
        Map<String, Integer> booked = new TreeMap<>(Map.of("DEPOSIT", 1));
        if (scenario.end != WithdrawalStatus.REFUSED) {
            booked.put("HOLD", 1);
            booked.put(scenario.isPaid() ? "WITHDRAWAL" : "RELEASE", 1);
        }
        assertThat(WithdrawalCalls.booked(payer, walletId)).as(tenant).isEqualTo(booked);
        assertThat(sumOfWallets()).as(tenant).isZero();
        verifyPayouts(ended);
        verifyEvents(ended);
    }

    private void verifyPayouts(Withdrawal ended) {
        List<Document> payouts = documents("simulator_payouts", Filters.eq("tenantId", payer.tenantId()));
        assertThat(payouts).as(payer.tenantId()).hasSize(scenario.isAsked() ? 1 : 0);
        payouts.forEach(payout -> assertThat(payout.getString("_id")).isEqualTo("withdrawal/" + ended.id()));
        assertThat(documents("withdrawals", Filters.eq("tenantId", payer.tenantId())))
                .as(payer.tenantId())
                .hasSize(1);
    }

    /** Each is told once, however often its step was tried. */
    private void verifyEvents(Withdrawal ended) {
        List<String> told = documents("outbox", Filters.eq("key", ended.id())).stream()
                .map(event -> event.getString("eventType").substring("wallet.withdrawal.".length()))
                .sorted()
                .toList();
        List<String> expected = new ArrayList<>();
        if (scenario.end != WithdrawalStatus.REFUSED) {
            expected.add("requested");
        }
        switch (scenario) {
            case APPROVED -> expected.add("approved");
            case DECLINED -> expected.add("declined");
            case CANCELLED -> expected.add("cancelled");
            case REFUSED, REFUSED_WITHOUT_ANSWER -> expected.add("failed");
            case STUCK -> assertThat(told).as(payer.tenantId()).contains("stuck", "settled");
            case SUSPENDED -> expected.addAll(List.of("frozen", "resumed"));
            case SUSPENDED_WHILE_WAITING -> expected.addAll(List.of("frozen", "resumed", "approved"));
            case SUSPENDED_AND_DECLINED -> expected.addAll(List.of("frozen", "declined"));
            case SUSPENDED_AND_CLOSED -> expected.addAll(List.of("frozen", "failed"));
            case PAID, PAID_WITHOUT_ANSWER, WITHOUT_MONEY -> {}
        }
        // Whom many faults get stuck is asked for again by hand.
        assertThat(told)
                .as(payer.tenantId())
                .filteredOn(type -> !List.of("stuck", "settled").contains(type))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private List<Document> documents(String collection, org.bson.conversions.Bson filter) {
        return payer.service()
                .bean(MongoDatabase.class)
                .getCollection(collection)
                .find(filter)
                .into(new ArrayList<>());
    }

    private BigInteger sumOfWallets() {
        BigInteger sum = BigInteger.ZERO;
        for (Wallet wallet : payer.service().bean(Wallets.class).page(payer.tenantId(), null, Wallets.MAX_PAGE)) {
            sum = sum.add(BigInteger.valueOf(wallet.available(Pocket.REAL).minor()))
                    .add(BigInteger.valueOf(wallet.held(Pocket.REAL).minor()));
        }
        return sum;
    }
}
