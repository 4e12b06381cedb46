package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;

/** What users, staff and strangers do with what sample-service keeps. */
final class SampleSuite {

    private final GatewayClient client;
    private final Staff staff;

    SampleSuite(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
    }

    Suite suite() {
        Suite suite = new Suite("sample");
        // [each]
        new SampleItemSteps(client, staff).addTo(suite);
        // [/each]
        return suite;
    }
}
