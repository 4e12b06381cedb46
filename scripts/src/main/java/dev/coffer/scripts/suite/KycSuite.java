package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;

/** Verifications from the first word to the limits that they give, as users, reviewers and strangers see them. */
final class KycSuite {

    private final GatewayClient client;
    private final Staff staff;

    KycSuite(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
    }

    Suite suite() {
        Suite suite = new Suite("kyc");
        new KycSteps(client, staff).addTo(suite);
        new ScreeningSteps(client, staff).addTo(suite);
        new DocumentSteps(client, staff).addTo(suite);
        new CheckSteps(client, staff).addTo(suite);
        new SuspensionSteps(client, staff).addTo(suite);
        new ExpirySteps(client, staff).addTo(suite);
        new RiskSteps(client, staff).addTo(suite);
        new ExportSteps(client, staff).addTo(suite);
        new AuditFileSteps(client, staff).addTo(suite);
        new DecisionStatsSteps(client, staff).addTo(suite);
        return suite;
    }
}
