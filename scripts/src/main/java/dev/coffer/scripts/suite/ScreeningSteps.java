package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.Map;
import java.util.UUID;

/**
 * What of screening is seen through the gateway. A list's file goes to kyc-service itself, which a suite does not know: what is found on
 * a list is up to the service's own tests.
 */
final class ScreeningSteps {

    private static final String IMPORT = "... on SanctionsImport { id state uploadPath }";
    private static final String LIST = "suite-" + UUID.randomUUID();
    private static final String OF_USER =
            "query S($u: ID!) { screenings(filter: {userId: $u}) { nodes { id userId state cause matches { id } } } }";

    private final Person rita;
    private final Person sam;
    private final Staff staff;

    ScreeningSteps(GatewayClient client, Staff staff) {
        this.rita = Person.unknown(client, "rita");
        this.sam = Person.unknown(client, "sam");
        this.staff = staff;
    }

    void addTo(Suite suite) {
        suite.step("staff import a sanctions list, one version at a time", () -> {
                    staff.join(rita, "admin");
                    sam.join("Sam");
                    Map<String, String> list = Map.of("list", LIST, "format", "OPEN_SANCTIONS_CSV");
                    Check.error(Mutations.ask(sam, "importSanctionsList", list), "FORBIDDEN");
                    Answer begun = Mutations.ask(rita, "importSanctionsList", list, IMPORT)
                            .ok();
                    Check.equal("AWAITING_FILE", begun.text("/importSanctionsList/state"), "the state");
                    Check.that(
                            begun.text("/importSanctionsList/uploadPath").startsWith("/sanctions-lists/"),
                            "it is said where the file goes");
                    Mutations.refused(rita, "importSanctionsList", list, "SANCTIONS_IMPORT_UNDER_WAY");
                    Check.error(
                            Mutations.ask(
                                    rita, "importSanctionsList", Map.of("list", "No list", "format", "OFAC_SDN_XML")),
                            "INVALID_INPUT");
                })
                .step("whoever says who they are is screened, and only reviewers see it", () -> {
                    Mutations.done(sam, "submitPersonalData", Verified.ADA, "", "/__typename");
                    Person.await(
                            "the screening",
                            () -> screening().text("/screenings/nodes/0/state").equals("CLEAR"));
                    Check.equal("DATA_SUBMITTED", screening().text("/screenings/nodes/0/cause"), "why");
                    Check.error(sam.ask(OF_USER, Map.of("u", sam.id())), "FORBIDDEN");
                    Map<String, String> none = Map.of(
                            "screeningId", screening().text("/screenings/nodes/0/id"),
                            "matchId", "1",
                            "verdict", "FALSE_POSITIVE",
                            "reason", "Somebody else");
                    Check.error(Mutations.ask(rita, "resolveMatch", none), "NOT_FOUND");
                });
    }

    private Answer screening() {
        return rita.ask(OF_USER, Map.of("u", sam.id())).ok();
    }
}
