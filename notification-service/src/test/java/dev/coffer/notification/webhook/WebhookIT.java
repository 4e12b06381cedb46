package dev.coffer.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.testkit.TestService;
import dev.coffer.notification.webhook.TestReceiver.Got;
import java.util.ArrayList;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Operators set up webhooks at one of two replicas; what another service tells arrives signed. */
final class WebhookIT extends WebhookStage {

    @Test
    void an_event_arrives_signed_and_says_what_is_offered() throws InterruptedException {
        TestReceiver receiver = receiver();
        JsonNode saved = register(receiver);
        EventEnvelope event = deposit(tenantId);
        await().atMost(PATIENCE).until(() -> receiver.count() == 1);

        Got got = receiver.all().getFirst();
        String secret = saved.path("secret").asString();
        assertThat(isSignedBy(secret, got)).isTrue();
        String time = got.signature().substring(2, got.signature().indexOf(','));
        String openssl = opensslHmac(secret, time + "." + got.body());
        if (openssl != null) {
            assertThat(got.signature()).endsWith("v1=" + openssl);
        }
        assertThat(isSignedBy(secret + "x", got)).isFalse();
        assertThat(got.event()).isEqualTo("wallet.deposit.completed");
        assertThat(got.json().path("id").asString()).isEqualTo(event.eventId());
        assertThat(got.json().path("tenantId").asString()).isEqualTo(tenantId);
        assertThat(got.json().at("/data/amount").asString()).isEqualTo("5.00");
        assertThat(got.json().path("sequence").asLong()).isEqualTo(event.seq());

        await().atMost(PATIENCE)
                .until(() -> delivery(got.delivery()).path("state").asString().equals("DELIVERED"));
        JsonNode shown = delivery(got.delivery());
        assertThat(shown.path("status").asInt()).isEqualTo(200);
        assertThat(shown.path("reply").asString()).isEqualTo("status 200");
        assertThat(shown.path("body").asString()).isEqualTo(got.body());
        String kept = service.bean(MongoDatabase.class)
                .getCollection("webhooks")
                .find(new Document("tenantId", tenantId))
                .into(new ArrayList<>())
                .toString();
        assertThat(kept).doesNotContain(secret);
        assertThat(service.ask("{ webhooks { id secret circuit } }", admin(tenantId))
                        .at("/data/webhooks/0/secret")
                        .isNull())
                .isTrue();
    }

    @Test
    void a_secret_changes_under_traffic_without_a_delivery_that_one_of_both_does_not_know() {
        TestReceiver receiver = receiver();
        JsonNode saved = register(receiver);
        String id = saved.path("id").asString();
        String old = saved.path("secret").asString();
        for (int i = 0; i < 10; i++) {
            deposit(tenantId);
        }
        JsonNode rotated = ask(ROTATE, Map.of("webhookId", id, "overlapHours", 1));
        String next = rotated.path("secret").asString();
        assertThat(rotated.path("overlapUntil").isNull()).isFalse();
        for (int i = 0; i < 10; i++) {
            deposit(tenantId);
        }
        await().atMost(PATIENCE).until(() -> receiver.count() == 20);
        assertThat(receiver.all()).allMatch(got -> isSignedBy(old, got));
        EventEnvelope after = deposit(tenantId);
        Got both = awaitEvent(receiver, after);
        assertThat(isSignedBy(old, both) && isSignedBy(next, both)).isTrue();

        String last = ask(ROTATE, Map.of("webhookId", id, "overlapHours", 0))
                .path("secret")
                .asString();
        Got alone = awaitEvent(receiver, deposit(tenantId));
        assertThat(isSignedBy(last, alone)).isTrue();
        assertThat(isSignedBy(old, alone) || isSignedBy(next, alone)).isFalse();

        for (int i = 1; i < TendWebhooks.MOST_SECRETS; i++) {
            assertThat(ask(ROTATE, Map.of("webhookId", id)).path("secret").asString(""))
                    .isNotEmpty();
        }
        assertThat(ask(ROTATE, Map.of("webhookId", id)).path("code").asString()).isEqualTo("WEBHOOK_SECRETS_FULL");
    }

    @Test
    void a_ping_arrives_once_for_a_key_and_what_arrived_is_sent_again_when_asked_for() {
        TestReceiver receiver = receiver();
        String id = register(receiver).path("id").asString();
        JsonNode first = ask(TEST, Map.of("webhookId", id, "idempotencyKey", "k"));
        JsonNode again = ask(TEST, Map.of("webhookId", id, "idempotencyKey", "k"));
        assertThat(again.path("id").asString()).isEqualTo(first.path("id").asString());
        await().atMost(PATIENCE)
                .until(() -> delivery(first.path("id").asString())
                        .path("state")
                        .asString()
                        .equals("DELIVERED"));
        assertThat(receiver.all()).extracting(Got::event).containsExactly("webhook.ping");

        Map<String, Object> replay =
                Map.of("webhookId", id, "deliveryId", first.path("id").asString(), "idempotencyKey", "again");
        assertThat(ask(REPLAY, replay).path("count").asInt()).isEqualTo(1);
        assertThat(ask(REPLAY, replay).path("count").asInt(1)).isZero();
        await().atMost(PATIENCE).until(() -> receiver.count() == 2);
        assertThat(receiver.all())
                .extracting(Got::delivery)
                .containsOnly(first.path("id").asString());

        ask(
                "mutation($input: DeleteWebhookInput!) { answer: deleteWebhook(input: $input) { __typename } }",
                Map.of("webhookId", id));
        assertThat(TestService.errorCode(
                        service.ask(DELIVERY, Map.of("id", first.path("id").asString()), admin(tenantId))))
                .isEqualTo("NOT_FOUND");
    }
}
