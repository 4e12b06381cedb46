package dev.coffer.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Two replicas, receivers, and operators who set up webhooks. */
@ExtendWith(StoresExtension.class)
abstract sealed class WebhookStage permits WebhookIT, WebhookSetupIT {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final String WEBHOOK = " { __typename ... on Webhook { id version secret isEnabled overlapUntil }"
            + " ... on Refusal { code field } } }";
    static final String SAVE = "mutation($input: SaveWebhookInput!) { answer: saveWebhook(input: $input)" + WEBHOOK;
    static final String ROTATE =
            "mutation($input: RotateWebhookSecretInput!) { answer: rotateWebhookSecret(input: $input)" + WEBHOOK;
    static final String TEST = "mutation($input: TestWebhookInput!) { answer: testWebhook(input: $input)"
            + " { __typename ... on WebhookDelivery { id state } ... on Refusal { code } } }";
    static final String REPLAY = "mutation($input: ReplayWebhookInput!) { answer: replayWebhook(input: $input)"
            + " { __typename ... on ReplayedWebhook { count isDone } ... on Refusal { code } } }";
    static final String DELIVERY =
            "query($id: ID!) { answer: webhookDelivery(id: $id)" + " { state tries status reply problem event body } }";

    /** As payment-service tells it. */
    record Deposited(String userId, String walletId, String amount, String currency) {}

    static TestTokens tokens;
    static TestService service;
    static TestService replica;
    static TestEmitter payment;

    final String tenantId = "tenant-" + UUID.randomUUID();
    final List<TestReceiver> receivers = new ArrayList<>();

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

    TestReceiver receiver() {
        TestReceiver receiver = new TestReceiver();
        receivers.add(receiver);
        return receiver;
    }

    String admin(String tenant) {
        return tokens.user("olga", tenant, "admin");
    }

    JsonNode ask(String document, Map<String, ?> input) {
        return service.ask(document, Map.of("input", input), admin(tenantId)).at("/data/answer");
    }

    static Map<String, Object> webhook(String url, String... events) {
        return new HashMap<>(Map.of("url", url, "events", Arrays.asList(events)));
    }

    JsonNode register(TestReceiver receiver) {
        JsonNode saved = ask(SAVE, webhook(receiver.url(), "wallet.*"));
        assertThat(saved.path("secret").asString("")).startsWith("whsec_");
        return saved;
    }

    EventEnvelope deposit(String tenant) {
        String wallet = "wallet-" + UUID.randomUUID();
        return payment.tell(new Deposited("ann", wallet, "5.00", "EUR"), wallet, tenant);
    }

    JsonNode delivery(String id) {
        return service.ask(DELIVERY, Map.of("id", id), admin(tenantId)).at("/data/answer");
    }

    /** By what is documented, not by our own code: HMAC-SHA256 with the secret's text over time, a dot and the body. */
    static boolean isSignedBy(String secret, Got got) {
        String time = Arrays.stream(got.signature().split(","))
                .filter(part -> part.startsWith("t="))
                .findFirst()
                .orElseThrow()
                .substring(2);
        return Arrays.asList(got.signature().split(",")).contains("v1=" + hmac(secret, time + "." + got.body()));
    }

    static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException failed) {
            throw new AssertionError(failed);
        }
    }

    /** By openssl; null where there is none. */
    static @Nullable String opensslHmac(String secret, String text) throws InterruptedException {
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

    static Got awaitEvent(TestReceiver receiver, EventEnvelope event) {
        return await().atMost(PATIENCE)
                .until(
                        () -> receiver.all().stream()
                                .filter(got -> got.id().equals(event.eventId()))
                                .toList(),
                        all -> !all.isEmpty())
                .getFirst();
    }
}
