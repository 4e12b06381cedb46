package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;

/** What people are told, and how. */
final class NotificationSuite {

    private final GatewayClient client;
    private final Staff staff;

    NotificationSuite(GatewayClient client, Staff staff) {
        this.client = client;
        this.staff = staff;
    }

    Suite suite() {
        Suite suite = new Suite("notification");
        new TemplateSteps(client, staff).addTo(suite);
        new InboxSteps(client).addTo(suite);
        new SendingSteps(client, staff).addTo(suite);
        new WhatsAppSteps(client, staff).addTo(suite);
        new PushSteps(client, staff).addTo(suite);
        new WebhookSteps(client, staff).addTo(suite);
        new RealtimeSteps(client, staff).addTo(suite);
        return suite;
    }
}
