package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A webhook of the tenant's, from its registration to its end, with a receiver on this machine. */
final class WebhookSteps {

    private static final String SAVE = "saveWebhook";
    private static final String ROTATE = "rotateWebhookSecret";
    private static final String REPLAY = "replayWebhook";
    private static final String SHOWN = "... on Webhook { id version secret isEnabled overlapUntil }";
    private static final String EVENT = "wallet.deposit.completed";

    private final Staff staff;
    private final Person admin;
    private final Person ann;
    private final WebhookReceiver receiver = new WebhookReceiver();
    private String id = "";
    private String secret = "";
    private String delivery = "";

    WebhookSteps(GatewayClient client, Staff staff) {
        this.staff = staff;
        this.admin = Person.unknown(client, "webhook-admin");
        this.ann = Person.unknown(client, "depositor");
    }

    void addTo(Suite suite) {
        suite.step("a webhook is registered, and its secret shown this once", this::register)
                .step("a ping arrives, signed as documented", this::ping)
                .step("a deposit arrives, and is seen to have", this::deposit)
                .step("a secret is rotated without a gap", this::rotate)
                .step("what arrived is sent again when asked for, under the same id", this::replay)
                .step("what a webhook cannot be or do is refused", this::refused)
                .step("a webhook is deleted, and nothing goes there any more", this::delete);
    }

    private void register() {
        receiver.start();
        staff.join(admin, "admin");
        ann.join("Ann");
        Answer saved =
                Mutations.ask(admin, SAVE, webhook(receiver.url(), null), SHOWN).ok();
        id = saved.text("/saveWebhook/id");
        secret = saved.text("/saveWebhook/secret");
        Check.that(secret.startsWith("whsec_"), "a secret is shown");
        Answer found = ask("query W($id: ID!) { webhook(id: $id) { secret circuit } }", id);
        Check.that(found.at("/webhook/secret").isNull(), "the secret is not shown again");
        Check.equal("CLOSED", found.text("/webhook/circuit"), "the circuit");
        Check.error(ann.ask("{ webhooks { id } }"), "FORBIDDEN");
        Check.that(
                admin.ask("{ webhookEvents { type fields } }")
                        .ok()
                        .body()
                        .toString()
                        .contains(EVENT),
                "deposits are offered");
    }

    private Answer ask(String query, String of) {
        return admin.ask(query, Map.of("id", of)).ok();
    }

    private void ping() {
        Map<String, Object> input = Map.of("webhookId", id, "idempotencyKey", "ping-" + id);
        String sent = Mutations.done(admin, "testWebhook", input, "... on WebhookDelivery { id }", "/id");
        Person.await("a ping", () -> receiver.got(sent) > 0);
        Check.that(receiver.isSigned(sent, secret), "it is signed by the secret");
        Check.equal(
                sent,
                Mutations.done(admin, "testWebhook", input, "... on WebhookDelivery { id }", "/id"),
                "the same key is the same ping");
    }

    private void deposit() {
        ann.deposit(ann.wallet("EUR"), "5.00", "EUR", UUID.randomUUID().toString())
                .ok();
        Person.await("the deposit", () -> !receiver.ofEvent(EVENT).isEmpty());
        delivery = receiver.ofEvent(EVENT).getFirst();
        Person.await(
                "the delivery is recorded",
                () -> ask("query D($id: ID!) { webhookDelivery(id: $id) { state } }", delivery)
                        .text("/webhookDelivery/state")
                        .equals("DELIVERED"));
        Answer seen = ask(
                "query D($id: ID!) { webhookDeliveries(webhookId: $id, state: DELIVERED, first: 50) { nodes { id status reply } }"
                        + " webhookStats(webhookId: $id) { waiting delivered dead } }",
                id);
        Check.that(seen.body().toString().contains(delivery), "it is in the list of what was delivered");
        Check.equal(0, seen.at("/webhookStats/dead").asInt(), "dead letters");
    }

    private void rotate() {
        String next = Mutations.done(admin, ROTATE, Map.of("webhookId", id, "overlapHours", 1), SHOWN, "/secret");
        String sent = Mutations.done(
                admin,
                "testWebhook",
                Map.of("webhookId", id, "idempotencyKey", "rotated-" + id),
                "... on WebhookDelivery { id }",
                "/id");
        Person.await("a ping", () -> receiver.got(sent) > 0);
        Check.that(receiver.isSigned(sent, secret), "the earlier secret still counts");
        Check.that(receiver.isSigned(sent, next), "the new secret counts");
    }

    private void replay() {
        int before = receiver.got(delivery);
        Map<String, Object> input =
                Map.of("webhookId", id, "deliveryId", delivery, "idempotencyKey", "again-" + delivery);
        Answer replayed = Mutations.ask(admin, REPLAY, input, "... on ReplayedWebhook { count isDone }")
                .ok();
        Check.equal(1, replayed.at("/replayWebhook/count").asInt(), "how many are sent again");
        Person.await("the same delivery", () -> receiver.got(delivery) == before + 1);
    }

    private void refused() {
        Check.error(Mutations.ask(admin, SAVE, webhook("http://example.com/", null)), "INVALID_INPUT");
        Mutations.refused(admin, SAVE, webhook("https://169.254.169.254/", null), "WEBHOOK_ADDRESS_REFUSED");
        Mutations.refused(admin, SAVE, webhook(receiver.url(), null), "WEBHOOK_URL_TAKEN");
        Mutations.refused(admin, SAVE, webhook(receiver.url(), 1), "WEBHOOK_CHANGED");
        for (int i = 0; i < 2; i++) {
            Mutations.ask(admin, ROTATE, Map.of("webhookId", id), SHOWN).ok();
        }
        Mutations.refused(admin, ROTATE, Map.of("webhookId", id), "WEBHOOK_SECRETS_FULL");
        int version = ask("query W($id: ID!) { webhook(id: $id) { version } }", id)
                .at("/webhook/version")
                .asInt();
        Map<String, Object> off = webhook(receiver.url(), version);
        off.put("isEnabled", false);
        Mutations.ask(admin, SAVE, off, SHOWN).ok();
        Mutations.refused(admin, "testWebhook", Map.of("webhookId", id, "idempotencyKey", "off-" + id), "WEBHOOK_OFF");
    }

    private void delete() {
        Mutations.done(admin, "deleteWebhook", Map.of("webhookId", id), "... on Webhook { id }", "/id");
        Check.error(admin.ask("query W($id: ID!) { webhook(id: $id) { id } }", Map.of("id", id)), "NOT_FOUND");
        receiver.stop();
    }

    private Map<String, Object> webhook(String url, @Nullable Integer version) {
        Map<String, Object> input = new HashMap<>(Map.of("url", url, "events", List.of("wallet.*")));
        if (version != null) {
            input.put("id", id);
            input.put("expectedVersion", version);
        }
        return input;
    }
}
