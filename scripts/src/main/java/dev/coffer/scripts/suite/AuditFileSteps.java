package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.Map;

/** Aurelia, whose verification is audited: who gets the file of what decided it, and where that is written down. */
final class AuditFileSteps {

    private static final String LINK = "... on KycExport { path expiresAt }";

    private final Person aurelia;
    private final Person rita;
    private final Person operator;
    private final Staff staff;

    AuditFileSteps(GatewayClient client, Staff staff) {
        this.aurelia = Person.unknown(client, "aurelia");
        this.rita = Person.unknown(client, "rita");
        this.operator = Person.unknown(client, "operator");
        this.staff = staff;
    }

    void addTo(Suite suite) {
        suite.step("what decided a verification is an admin's to ask for, and the history says so", () -> {
            aurelia.join("Aurelia");
            staff.join(rita, "admin");
            staff.join(operator, "operator");
            Map<String, ?> wanted = Map.of("userId", aurelia.id(), "reason", "Yearly audit, sample 17");
            Check.error(Mutations.ask(rita, "requestKycAuditFile", wanted), "NOT_FOUND");
            Verified.ask(aurelia, "BASIC");
            Verified.claim(rita, aurelia);
            Verified.approve(rita, aurelia);
            Check.error(Mutations.ask(aurelia, "requestKycAuditFile", wanted), "FORBIDDEN");
            Check.error(Mutations.ask(operator, "requestKycAuditFile", wanted), "FORBIDDEN");
            String path = Mutations.done(rita, "requestKycAuditFile", wanted, LINK, "/path");
            Check.that(path.startsWith("/kyc/exports/"), "the address is kyc-service's");
            String act = rita.ask(
                            "query H($id: ID!) { kycHistory(userId: $id, first: 1) { nodes { act } } }",
                            Map.of("id", aurelia.id()))
                    .ok()
                    .text("/kycHistory/nodes/0/act");
            Check.equal("AUDIT_EXPORTED", act, "the last line of the history");
        });
    }
}
