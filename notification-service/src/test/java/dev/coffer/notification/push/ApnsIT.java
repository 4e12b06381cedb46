package dev.coffer.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.push.Http2Server.Asked;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole service against a real server of HTTP/2 that answers as Apple does: what becomes of devices and messages. */
@ExtendWith(StoresExtension.class)
final class ApnsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EVENT = "wallet.deposit.completed";
    private static final String DELIVERIES = "{ myDeliveries { nodes { channel state failure } } }";

    private record Deposited(String userId, String amount, String fee, String currency, String balance, String at) {}

    private static SSLContext before;
    private static Http2Server apple;
    private static TestTokens tokens;
    private static TestEmitter payment;
    private static TestService service;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final String device = HexFormat.of()
            .formatHex(UUID.randomUUID().toString().substring(0, 32).getBytes(StandardCharsets.US_ASCII));

    @BeforeAll
    static void start(@FreshDatabase String database, @TempDir Path folder) throws Exception {
        apple = Http2Server.start(folder);
        before = trust(apple.context());
        tokens = TestTokens.start();
        payment = TestEmitter.start(
                "payment", database + "_payment", List.of(new EventType<>(EVENT, 1, Deposited.class)));
        Path key = Files.writeString(folder.resolve("AuthKey.p8"), pem());
        service = TestService.start(
                NotificationApplication.class,
                NotificationApplication.SERVICE,
                database,
                tokens,
                Map.of(
                        "coffer.notification.push.apns.key-file", key.toString(),
                        "coffer.notification.push.apns.key-id", "KEYID12345",
                        "coffer.notification.push.apns.team-id", "TEAMID1234",
                        "coffer.notification.push.apns.topic", "dev.coffer.app",
                        "coffer.notification.push.apns.url", apple.url()));
    }

    private static String pem() throws JOSEException {
        return PushFixtures.pem(PushFixtures.ec().toPrivateKey());
    }

    /** The product trusts what Java does; for this test that is this server. @return what was trusted before */
    private static SSLContext trust(SSLContext context) throws NoSuchAlgorithmException {
        SSLContext trusted = SSLContext.getDefault();
        SSLContext.setDefault(context);
        return trusted;
    }

    @AfterAll
    static void stop() throws Exception {
        SSLContext.setDefault(before);
        payment.close();
        service.close();
        tokens.close();
        apple.close();
    }

    private String ann() {
        return tokens.user("ann", tenantId, "user");
    }

    @BeforeEach
    void registerDevice() {
        apple.asked().clear();
        apple.answerWith(200, "");
        JsonNode saved = service.ask("""
                mutation { saveWorkflow(input: {event: "wallet.deposit.completed", category: MONEY, isCritical: false,
                    priority: HIGH, isEnabled: true, steps: [{name: "push", channel: PUSH,
                    template: "wallet.deposit.completed"}], expectedVersion: 0}) { __typename } }""", tokens.user("olga", tenantId, "admin"));
        assertThat(saved.at("/data/saveWorkflow/__typename").asString()).isEqualTo("NotificationWorkflow");
        JsonNode registered = service.ask(
                "mutation($input: RegisterDeviceInput!) { registerDevice(input: $input) { ... on PushDevice { id } } }",
                Map.of("input", Map.of("platform", "APNS", "token", device)),
                ann());
        assertThat(registered.at("/data/registerDevice/id").asString(""))
                .as(registered.toString())
                .isNotEmpty();
        assertThat(devices()).hasSize(1);
    }

    private List<String> devices() {
        return service.ask("{ myDevices { nodes { id } } }", ann())
                .at("/data/myDevices/nodes")
                .findValuesAsString("id");
    }

    private void deposit() {
        payment.tell(new Deposited("ann", "12.50", "0.00", "EUR", "20.00", "2026-11-23T09:30:00Z"), "ann", tenantId);
    }

    private JsonNode delivery(String state) {
        return await().atMost(PATIENCE)
                .until(
                        () -> service.ask(DELIVERIES, ann()).at("/data/myDeliveries/nodes"),
                        nodes -> nodes.at("/0/state").asString("").equals(state));
    }

    @Test
    void a_message_goes_to_the_device_over_http_2_as_apple_documents_it() {
        deposit();
        delivery("SENT");

        Asked asked = apple.asked().getFirst();
        assertThat(asked.protocol()).isEqualTo("HTTP/2.0");
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /3/device/" + device);
        assertThat(asked.headers())
                .containsEntry("apns-topic", "dev.coffer.app")
                .containsEntry("apns-push-type", "alert")
                .containsKeys("apns-expiration", "apns-id", "authorization");
        assertThat(asked.body()).contains("12.50 EUR");
    }

    @Test
    void a_device_that_apple_calls_unregistered_is_removed() {
        apple.answerWith(410, "{\"reason\": \"Unregistered\", \"timestamp\": 1763888400000}");
        deposit();

        assertThat(delivery("BOUNCED").toString()).contains("APNs has no such device, 410 Unregistered");
        assertThat(devices()).isEmpty();
        assertThat(apple.asked()).hasSize(1);
    }

    @Test
    void what_apple_does_not_take_now_is_sent_later_as_the_same_message() {
        apple.answerWith(429, "{\"reason\": \"TooManyRequests\"}");
        deposit();
        await().atMost(PATIENCE).until(() -> !apple.asked().isEmpty());
        assertThat(devices()).hasSize(1);
        apple.answerWith(200, "");

        delivery("SENT");
        List<Asked> all = apple.asked();
        assertThat(all).hasSizeGreaterThan(1);
        for (String header : List.of("apns-id", "apns-collapse-id", "authorization")) {
            assertThat(all)
                    .extracting(asked -> asked.headers().get(header))
                    .as(header)
                    .containsOnly(all.getFirst().headers().get(header));
        }
        assertThat(devices()).hasSize(1);
    }
}
