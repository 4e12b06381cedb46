package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.Map;

/** Edda, on whom everything that is held is asked for: who gets the address of it, and where that is written down. */
final class ExportSteps {

    private static final String LINK = "... on KycExport { path expiresAt }";

    private final Person edda;
    private final Person rita;
    private final Person operator;
    private final Staff staff;

    ExportSteps(GatewayClient client, Staff staff) {
        this.edda = Person.unknown(client, "edda");
        this.rita = Person.unknown(client, "rita");
        this.operator = Person.unknown(client, "operator");
        this.staff = staff;
    }

    void addTo(Suite suite) {
        suite.step("everything that is held on a person is an admin's to ask for, and the history says so", () -> {
            edda.join("Edda");
            staff.join(rita, "admin");
            staff.join(operator, "operator");
            Verified.ask(edda, "BASIC");
            Map<String, ?> wanted = Map.of("userId", edda.id(), "reason", "Asked for by letter");
            Check.error(Mutations.ask(edda, "requestKycExport", wanted), "FORBIDDEN");
            Check.error(Mutations.ask(operator, "requestKycExport", wanted), "FORBIDDEN");
            String path = Mutations.done(rita, "requestKycExport", wanted, LINK, "/path");
            Check.that(path.startsWith("/kyc/exports/"), "the address is kyc-service's");
            String history = rita.ask(
                            "query H($id: ID!) { kycHistory(userId: $id, first: 1) { nodes { act text } } }",
                            Map.of("id", edda.id()))
                    .ok()
                    .text("/kycHistory/nodes/0/act");
            Check.equal("EXPORTED", history, "the last line of the history");
        });
    }
}
