package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.List;

/** Bonuses, as operators offer them and players get them. */
final class BonusSuite {

    private final Person admin;
    private final Person ann;
    private final Person bob;
    private final Person cara;
    private final Person dora;
    private final Person eve;
    private final Person game;
    private final GatewayClient client;
    private final Staff staff;

    BonusSuite(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
        this.admin = Person.unknown(client, "admin");
        this.ann = Person.unknown(client, "ann");
        this.bob = Person.unknown(client, "bob");
        this.cara = Person.unknown(client, "cara");
        this.dora = Person.unknown(client, "dora");
        this.eve = Person.unknown(client, "eve");
        this.game = Person.unknown(client, "game");
    }

    Suite suite() {
        Suite suite = new Suite("bonus");
        suite.step("an administrator and two players sign in", () -> {
            staff.join(admin, "user", "admin");
            ann.join("Ann");
            bob.join("Bob");
        });
        new BonusTemplateSteps(admin).addTo(suite);
        new BonusOfferSteps(admin, ann, bob).addTo(suite);
        new BonusWageringSteps(admin, cara, game, staff).addTo(suite);
        new BonusEndingSteps(admin, dora, game, SuiteWiring.clock()).addTo(suite);
        new BonusCountingSteps(admin, eve, game, bob).addTo(suite);
        new BonusOperatorSteps(admin, eve, game, List.of(ann, bob, dora), SuiteWiring.clock()).addTo(suite);
        new BonusReferralSteps(client, admin).addTo(suite);
        new BonusLoyaltySteps(client, admin, staff).addTo(suite);
        new BonusOnceSteps(client, admin).addTo(suite);
        new BonusSelectionSteps(client, admin, staff).addTo(suite);
        new BonusRefundSteps(client, admin, staff).addTo(suite);
        BonusCompetitionSteps competition = new BonusCompetitionSteps(client, admin, staff);
        competition.addTo(suite);
        new BonusTypeSteps(client, admin, staff).addTo(suite);
        competition.addEndTo(suite);
        return suite;
    }
}
