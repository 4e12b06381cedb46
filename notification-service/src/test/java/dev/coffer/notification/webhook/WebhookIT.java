package dev.coffer.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.webhook.TestReceiver.Got;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Operators set up webhooks at one of two replicas; what another service tells arrives signed. */
@ExtendWith(StoresExtension.class)
class WebhookIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String WEBHOOK = " { __typename ... on Webhook { id version secret isEnabled overlapUntil }"
            + " ... on Refusal { code field } } }";
    private static final String SAVE =
            "mutation($input: SaveWebhookInput!) { answer: saveWebhook(input: $input)" + WEBHOOK;
    private static final String ROTATE =
            "mutation($input: RotateWebhookSecretInput!) { answer: rotateWebhookSecret(input: $input)" + WEBHOOK;
    private static final String TEST = "mutation($input: TestWebhookInput!) { answer: testWebhook(input: $input)"
            + " { __typename ... on WebhookDelivery { id state } ... on Refusal { code } } }";
    private static final String REPLAY = "mutation($input: ReplayWebhookInput!) { answer: replayWebhook(input: $input)"
            + " { __typename ... on ReplayedWebhook { count isDone } ... on Refusal { code } } }";
    private static final String DELIVERY =
            "query($id: ID!) { answer: webhookDelivery(id: $id)" + " { state tries status reply problem event body } }";

    /** As payment-service tells it. */
    private record Deposited(String userId, String walletId, String amount, String currency) {}

    private static TestTokens tokens;
    private static TestService service;
    private static TestService replica;
    private static TestEmitter payment;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final List<TestReceiver> receivers = new ArrayList<>();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        payment = TestEmitter.start(
                "payment",
                database + "_payment",
                List.of(new EventType<>("wallet.deposit.completed", 1, Deposited.class)));
        Map<String, Object> settings = Map.of(
                "coffer.notification.webhooks.allow-loopback", "true", "coffer.notification.webhooks.timeout", "5s");
        service = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, settings);
        replica = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, settings);
    }

    @AfterAll
    static void stop() {
        payment.close();
        service.close();
        replica.close();
        tokens.close();
    }

    @AfterEach
    void leave() {
        receivers.forEach(TestReceiver::close);
    }

    private TestReceiver receiver() {
        TestReceiver receiver = new TestReceiver();
        receivers.add(receiver);
        return receiver;
    }

    private String admin(String tenant) {
        return tokens.user("olga", tenant, "admin");
    }

    private JsonNode ask(String document, Map<String, ?> input) {
        return service.ask(document, Map.of("input", input), admin(tenantId)).at("/data/answer");
    }

    private static Map<String, Object> webhook(String url, String... events) {
        return new HashMap<>(Map.of("url", url, "events", Arrays.asList(events)));
    }

    private JsonNode register(TestReceiver receiver) {
        JsonNode saved = ask(SAVE, webhook(receiver.url(), "wallet.*"));
        assertThat(saved.path("secret").asString("")).startsWith("whsec_");
        return saved;
    }

    private EventEnvelope deposit(String tenant) {
        String wallet = "wallet-" + UUID.randomUUID();
        return payment.tell(new Deposited("ann", wallet, "5.00", "EUR"), wallet, tenant);
    }

    private JsonNode delivery(String id) {
        return service.ask(DELIVERY, Map.of("id", id), admin(tenantId)).at("/data/answer");
    }

    /** By what is documented, not by our own code: HMAC-SHA256 with the secret's text over time, a dot and the body. */
    private static boolean isSignedBy(String secret, Got got) {
        String time = Arrays.stream(got.signature().split(","))
                .filter(part -> part.startsWith("t="))
                .findFirst()
                .orElseThrow()
                .substring(2);
        return Arrays.asList(got.signature().split(",")).contains("v1=" + hmac(secret, time + "." + got.body()));
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException failed) {
            throw new AssertionError(failed);
        }
    }

    /** By openssl; null where there is none. */
    private static @Nullable String opensslHmac(String secret, String text) throws InterruptedException {
        try {
            Process openssl = new ProcessBuilder("openssl", "dgst", "-sha256", "-hmac", secret).start();
            openssl.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            openssl.getOutputStream().close();
            String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return openssl.waitFor() == 0
                    ? said.substring(said.lastIndexOf(' ') + 1).strip()
                    : null;
        } catch (IOException absent) {
            return null;
        }
    }

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

    private static Got awaitEvent(TestReceiver receiver, EventEnvelope event) {
        return await().atMost(PATIENCE)
                .until(
                        () -> receiver.all().stream()
                                .filter(got -> got.id().equals(event.eventId()))
                                .toList(),
                        all -> !all.isEmpty())
                .getFirst();
    }

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
