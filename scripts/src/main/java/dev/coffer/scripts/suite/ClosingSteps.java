package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.Map;
import java.util.UUID;

/** Closing an account: not while there is money in it, and taken back by signing in or by an operator. */
final class ClosingSteps {

    private static final String CLOSING = "... on AccountClosing { state }";

    private final GatewayClient client;
    private final Staff staff;
    private final Person user;

    ClosingSteps(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.user = Person.unknown(client, "cloe");
    }

    void addTo(Suite suite) {
        suite.step("nobody closes their account without a fresh proof", () -> {
                    user.join("Cloe");
                    Answer refused = Mutations.ask(user, "closeAccount", Map.of());
                    Check.error(refused, "STEP_UP_REQUIRED");
                })
                .step("an account with money in it is not closed", () -> {
                    Person rich = Person.unknown(client, "rich");
                    rich.join("Rich");
                    Person admin = staff.join(Person.unknown(client, "admin"), "admin");
                    rich.deposit(rich.wallet("EUR"), "10.00", "EUR", "closing-" + UUID.randomUUID())
                            .ok();
                    Mutations.refused(
                            admin,
                            "closeUserAccount",
                            Map.of("userId", rich.id(), "reason", "asked by letter"),
                            "ACCOUNT_NOT_EMPTY");
                })
                .step("an operator begins and takes it back", () -> {
                    Person admin = staff.join(Person.unknown(client, "admin"), "admin");
                    Map<String, ?> whose = Map.of("userId", user.id(), "reason", "asked by letter");
                    Check.equal(
                            "WAITING",
                            Mutations.done(admin, "closeUserAccount", whose, CLOSING, "/state"),
                            "how far it is");
                    Mutations.ask(admin, "keepUserAccount", Map.of("userId", user.id()))
                            .ok();
                    Mutations.refused(admin, "keepUserAccount", Map.of("userId", user.id()), "CLOSING_NOT_UNDER_WAY");
                });
    }
}
