package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Sven, whose verification is suspended while a withdrawal of his waits, and what becomes of it and of one that is given back. */
final class SuspensionSteps {

    private static final String EUR = "EUR";
    private static final String WITHDRAWAL = "... on Withdrawal { id status }";
    private static final String FIND =
            "query W($id: ID!) { withdrawal(id: $id) { status suspension { isStopped message } } }";

    private final Person sven;
    private final Person rita;
    private final Person finance;
    private final Staff staff;
    private final String run = UUID.randomUUID().toString();
    private String waiting = "";

    SuspensionSteps(GatewayClient client, Staff staff) {
        this.sven = Person.unknown(client, "sven");
        this.rita = Person.unknown(client, "rita");
        this.finance = Person.unknown(client, "finance");
        this.staff = staff;
    }

    void addTo(Suite suite) {
        suite.step("a withdrawal that waits is frozen when its owner is suspended, and both sides see why", () -> {
                    sven.join("Sven");
                    staff.join(rita, "admin");
                    staff.join(finance, "finance");
                    sven.deposit(sven.wallet(EUR), "5000.00", EUR, run + "-sven")
                            .ok();
                    waiting = withdraw("2000.00", "one");
                    kyc("suspendKyc", "Odd payments");
                    awaitStatus(waiting, "FROZEN");
                    Answer seen = sven.ask(FIND, Map.of("id", waiting)).ok();
                    Check.equal(
                            true, seen.at("/withdrawal/suspension/isStopped").asBoolean(), "whether it is stopped");
                    Check.sentence(seen.text("/withdrawal/suspension/message"), "suspended");
                    Answer listed = finance.ask("{ withdrawals(filter: {status: FROZEN}) { nodes { id } } }", Map.of())
                            .ok();
                    Check.that(listed.body().toString().contains(waiting), "finance finds it in the list");
                    Mutations.refused(finance, "approveTransfer", Map.of("transferId", waiting), "WITHDRAWAL_FROZEN");
                    Mutations.refused(sven, "cancelWithdrawal", Map.of("withdrawalId", waiting), "WITHDRAWAL_FROZEN");
                })
                .step("it waits again when the suspension is lifted, and is paid once", () -> {
                    kyc("restoreKyc", "Explained");
                    awaitStatus(waiting, "AWAITING_APPROVAL");
                    Check.equal("COMPLETED", decide("approveTransfer", waiting, Map.of()), "the status");
                    balance("2835.00", "0.00");
                })
                .step("what is frozen staff gives back", () -> {
                    String second = withdraw("1500.00", "two");
                    kyc("suspendKyc", "Odd again");
                    awaitStatus(second, "FROZEN");
                    Check.equal(
                            "DECLINED", decide("declineTransfer", second, Map.of("reason", "Not his")), "the status");
                    kyc("restoreKyc", "Explained again");
                    balance("2835.00", "0.00");
                });
    }

    private String withdraw(String amount, String key) {
        return Mutations.done(
                sven,
                "withdraw",
                Map.of(
                        "walletId",
                        sven.wallet(EUR),
                        "amount",
                        Person.money(amount, EUR),
                        "destination",
                        "ba_simulated",
                        "idempotencyKey",
                        run + "-withdraw-" + key),
                WITHDRAWAL,
                "/id");
    }

    private String decide(String mutation, String id, Map<String, String> more) {
        Map<String, String> input = new HashMap<>(more);
        input.put("transferId", id);
        return Mutations.done(finance, mutation, input, WITHDRAWAL, "/status");
    }

    private void kyc(String mutation, String reason) {
        Mutations.done(
                rita, mutation, Map.of("userId", sven.id(), "reason", reason), "... on KycProfile { state }", "/state");
    }

    private void awaitStatus(String id, String status) {
        Person.await(
                "the withdrawal to be " + status,
                () -> sven.ask(FIND, Map.of("id", id))
                        .ok()
                        .text("/withdrawal/status")
                        .equals(status));
    }

    private void balance(String available, String held) {
        Answer wallet = sven.ask(
                        "query B($id: ID!) { wallet(id: $id) { balance { available { amount } held { amount } } } }",
                        Map.of("id", sven.wallet(EUR)))
                .ok();
        Check.equal(available, wallet.text("/wallet/balance/available/amount"), "what is available");
        Check.equal(held, wallet.text("/wallet/balance/held/amount"), "what is set aside");
    }
}
