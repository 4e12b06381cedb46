package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;

/** Bonuses, as operators offer them and players get them. */
final class BonusSuite {

    private final Person admin;
    private final Staff staff;

    BonusSuite(GatewayClient client, Staff staff) {
        this.staff = staff;
        this.admin = Person.unknown(client, "admin");
    }

    Suite suite() {
        Suite suite = new Suite("bonus");
        suite.step("an administrator signs in", () -> staff.join(admin, "user", "admin"));
        new BonusTemplateSteps(admin).addTo(suite);
        return suite;
    }
}
