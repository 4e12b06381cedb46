package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.LiveEvents;
import dev.coffer.scripts.client.Person;
import java.util.List;

/** Subscriptions through the gateway: told of one's own, with fields of other services in every event, and of nobody else's. */
final class LiveSteps {

    private static final String EUR = "EUR";
    private static final String WALLETS =
            "subscription { walletChanged { id owner { displayName } balance { available { amount } } } }";
    private static final String TRANSFERS = "subscription { transferChanged { id to { user { displayName } } } }";

    private final Person ann;
    private final Person bob;
    private final Person finance;
    private final String run;

    /** @param finance staff that has signed in @param run makes idempotency keys of this run */
    LiveSteps(Person ann, Person bob, Person finance, String run) {
        this.ann = ann;
        this.bob = bob;
        this.finance = finance;
        this.run = run;
    }

    /** Bob has a cent more of Ann's afterwards. */
    void addTo(Suite suite) {
        suite.step("who follows is told of a payment as it is made, with names from another service", () -> {
            try (LiveEvents annsWallets = ann.follow(WALLETS);
                    LiveEvents bobsTransfers = bob.follow(TRANSFERS);
                    LiveEvents others = finance.follow(TRANSFERS)) {
                String paid =
                        ann.pay(null, bob.id(), "0.01", EUR, run + "-live").ok().text("/transferFunds/id");
                Person.await(
                        "the payee's event",
                        () -> values(bobsTransfers, "/data/transferChanged/id").contains(paid));
                String balance = ann.balance(EUR).toPlainString();
                Person.await(
                        "the payer's event",
                        () -> values(annsWallets, "/data/walletChanged/balance/available/amount")
                                .contains(balance));
                Check.equal(
                        List.of(),
                        values(annsWallets, "/data/walletChanged/owner/displayName").stream()
                                .filter(String::isEmpty)
                                .toList(),
                        "the events without the owner's name");
                Check.equal(
                        List.of("Bob"),
                        bobsTransfers.all().stream()
                                .map(event -> event.at("/data/transferChanged"))
                                .filter(transfer ->
                                        transfer.path("id").asString("").equals(paid))
                                .map(transfer ->
                                        transfer.at("/to/user/displayName").asString(""))
                                .toList(),
                        "who was paid");
                // What came before may still be told; of this payment nobody else hears.
                Check.equal(
                        false,
                        values(others, "/data/transferChanged/id").contains(paid),
                        "whether somebody else was told");
            }
        });
        suite.step(
                "a request that takes no events is told how to subscribe",
                () -> Check.error(ann.ask(WALLETS), "OPERATION_NOT_SUPPORTED"));
    }

    private static List<String> values(LiveEvents events, String pointer) {
        return events.all().stream()
                .map(event -> event.at(pointer).asString(""))
                .toList();
    }
}
