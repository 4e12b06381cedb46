package dev.coffer.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.TestService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whose webhooks are whose, and what an endpoint cannot be. */
final class WebhookSetupIT extends WebhookStage {

    @Test
    void another_tenants_webhooks_are_not_there_and_its_events_go_elsewhere() {
        TestReceiver receiver = receiver();
        String id = register(receiver).path("id").asString();
        String stranger = admin("other-" + tenantId);
        String delivery = awaitEvent(receiver, deposit(tenantId)).delivery();
        Map<String, Object> change = webhook(receiver.url(), "*");
        change.put("id", id);
        change.put("expectedVersion", 1);
        List<JsonNode> answers = List.of(
                service.ask("{ webhook(id: \"" + id + "\") { id } }", stranger),
                service.ask("{ webhookStats(webhookId: \"" + id + "\") { dead } }", stranger),
                service.ask("{ webhookDeliveries(webhookId: \"" + id + "\") { nodes { id } } }", stranger),
                service.ask(DELIVERY, Map.of("id", delivery), stranger),
                service.ask(SAVE, Map.of("input", change), stranger),
                service.ask(ROTATE, Map.of("input", Map.of("webhookId", id)), stranger),
                service.ask(TEST, Map.of("input", Map.of("webhookId", id, "idempotencyKey", "k")), stranger),
                service.ask(
                        REPLAY,
                        Map.of("input", Map.of("webhookId", id, "deliveryId", delivery, "idempotencyKey", "k")),
                        stranger),
                service.ask("mutation { deleteWebhook(input: {webhookId: \"" + id + "\"}) { __typename } }", stranger));
        assertThat(answers).extracting(TestService::errorCode).containsOnly("NOT_FOUND");
        String player = tokens.user("ann", tenantId, "user");
        assertThat(TestService.errorCode(service.ask("{ webhooks { id } }", player)))
                .isEqualTo("FORBIDDEN");
        String operator = tokens.user("otto", tenantId, "operator");
        assertThat(service.ask("{ webhooks { id } }", operator)
                        .at("/data/webhooks")
                        .size())
                .isEqualTo(1);
        assertThat(TestService.errorCode(service.ask(ROTATE, Map.of("input", Map.of("webhookId", id)), operator)))
                .isEqualTo("FORBIDDEN");

        deposit("other-" + tenantId);
        awaitEvent(receiver, deposit(tenantId));
        assertThat(receiver.all())
                .extracting(got -> got.json().path("tenantId").asString())
                .containsOnly(tenantId);
    }

    @Test
    void what_an_endpoint_cannot_be_is_refused_by_name() {
        JsonNode wrong = service.ask(
                SAVE, Map.of("input", webhook("http://example.com/", "no.such", "wallet.*")), admin(tenantId));
        assertThat(TestService.errorCode(wrong)).isEqualTo("INVALID_INPUT");
        assertThat(TestService.wrongFields(wrong)).containsExactly("input.url", "input.events[0]");
        for (String inside : List.of(
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[fd00:ec2::254]/",
                "https://[::ffff:10.0.0.1]/")) {
            JsonNode refused = ask(SAVE, webhook(inside, "*"));
            assertThat(refused.path("code").asString()).as(inside).isEqualTo("WEBHOOK_ADDRESS_REFUSED");
            assertThat(refused.path("field").asString()).isEqualTo("input.url");
        }

        TestReceiver receiver = receiver();
        String id = register(receiver).path("id").asString();
        assertThat(ask(SAVE, webhook(receiver.url(), "*")).path("code").asString())
                .isEqualTo("WEBHOOK_URL_TAKEN");
        Map<String, Object> off = webhook(receiver.url(), "*");
        off.put("id", id);
        off.put("isEnabled", false);
        off.put("expectedVersion", 7);
        assertThat(ask(SAVE, off).path("code").asString()).isEqualTo("WEBHOOK_CHANGED");
        off.put("expectedVersion", 1);
        assertThat(ask(SAVE, off).path("isEnabled").asBoolean(true)).isFalse();
        assertThat(ask(TEST, Map.of("webhookId", id, "idempotencyKey", "k"))
                        .path("code")
                        .asString())
                .isEqualTo("WEBHOOK_OFF");
        assertThat(TestService.errorCode(service.ask(
                        REPLAY, Map.of("input", Map.of("webhookId", id, "idempotencyKey", "k")), admin(tenantId))))
                .isEqualTo("INVALID_INPUT");
    }

    @Test
    void the_same_endpoint_registered_at_once_is_there_once() throws Exception {
        TestReceiver receiver = receiver();
        List<Future<JsonNode>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                TestService one = i % 2 == 0 ? service : replica;
                answers.add(threads.submit(() ->
                        one.ask(SAVE, Map.of("input", webhook(receiver.url(), "*")), admin(tenantId))));
            }
        }
        int made = 0;
        for (Future<JsonNode> answer : answers) {
            JsonNode got = answer.get().at("/data/answer");
            made += got.path("__typename").asString().equals("Webhook") ? 1 : 0;
            assertThat(got.path("code").asString("WEBHOOK_URL_TAKEN")).isEqualTo("WEBHOOK_URL_TAKEN");
        }
        assertThat(made).isEqualTo(1);
    }
}
