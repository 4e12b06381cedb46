package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is refused in no other suite's story: each step provokes a code of docs/reference/errors.md, and nothing has moved. */
final class RefusalSuite {

    private final Person admin;
    private final Person colleague;
    private final Person ann;
    private final Staff staff;
    private final String run = UUID.randomUUID().toString();
    private final GatewayClient client;

    RefusalSuite(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.admin = Person.unknown(client, "admin");
        this.colleague = Person.unknown(client, "colleague");
        this.ann = Person.unknown(client, "ann");
    }

    Suite suite() {
        Suite suite = new Suite("refusals");
        suite.step("a user has 971.00 EUR, an administrator signs in and makes a colleague", () -> {
            staff.join(admin, "user", "admin");
            ann.join("Ann");
            colleague.join("Colleague");
            for (String role : List.of("finance", "merchant")) {
                Mutations.ask(admin, "assignRole", Map.of("userId", colleague.id(), "role", role))
                        .ok();
            }
            colleague.login();
            ann.deposit(ann.wallet("EUR"), "1000.00", "EUR", run + "-fund").ok();
        });
        new AccountRefusals(client, admin, ann).addTo(suite);
        new OperatorRefusals(admin, run).addTo(suite);
        new WalletRefusals(ann, admin, colleague, run).addTo(suite);
        new PaymentRefusals(ann, admin, colleague, run).addTo(suite);
        new ExchangeRefusals(ann, admin, run).addTo(suite);
        return suite;
    }
}
