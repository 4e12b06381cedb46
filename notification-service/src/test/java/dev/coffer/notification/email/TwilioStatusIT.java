package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.delivery.Delivery;
import dev.coffer.notification.delivery.DeliveryState;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.push.ProviderStub;
import dev.coffer.notification.push.ProviderStub.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What Twilio says later of what it took: signed, forged, again, out of order, before its own answer, and instead of one. */
@ExtendWith(StoresExtension.class)
final class TwilioStatusIT {

    private static final String ACCOUNT = "AC" + "0123456789abcdef".repeat(2);
    private static final String TOKEN = "secret";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ProviderStub twilio;
    private static TestTokens tokens;
    private static AuthEvents auth;
    private static TestService service;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final String to = "+49151" + Math.abs(UUID.randomUUID().hashCode() % 10_000_000);

    @BeforeAll
    static void start(@FreshDatabase String database) throws IOException {
        int port = TestPorts.free();
        twilio = new ProviderStub(asked -> Answer.of(201, "{\"sid\": \"" + sid(asked.text()) + "\"}"));
        tokens = TestTokens.start();
        auth = new AuthEvents(database + "_auth");
        service = TestService.start(
                NotificationApplication.class,
                NotificationApplication.SERVICE,
                database,
                tokens,
                Map.of(
                        "server.port",
                        Integer.toString(port),
                        "coffer.notification.links.public-url",
                        "http://127.0.0.1:" + port,
                        "coffer.notification.twilio.account-sid",
                        ACCOUNT,
                        "coffer.notification.twilio.auth-token",
                        TOKEN,
                        "coffer.notification.twilio.from",
                        "+4930123456",
                        "coffer.notification.twilio.whatsapp-from",
                        "+4930123457",
                        "coffer.notification.twilio.url",
                        twilio.url()));
    }

    @AfterAll
    static void stop() {
        auth.close();
        service.close();
        tokens.close();
        twilio.close();
    }

    /** The same for the same recipient. */
    private static String sid(String form) {
        return "SM"
                + UUID.nameUUIDFromBytes(field(form, "To").getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }

    private static String field(String form, String name) {
        for (String pair : form.split("&")) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private String code(NotificationChannel channel) {
        return auth.issueCode(
                tenantId, "ann", channel, to, "048213", Instant.now().plus(Duration.ofMinutes(5)));
    }

    private Delivery delivery(String id, DeliveryState state) {
        Delivery found = await().atMost(AuthEvents.PATIENCE)
                .until(
                        () -> service.bean(Deliveries.class).find(tenantId, id),
                        one -> one != null && one.state() == state);
        return Objects.requireNonNull(found);
    }

    /** Where Twilio was asked to say what became of the message. */
    private String callback() {
        return await().atMost(AuthEvents.PATIENCE)
                .until(
                        () -> twilio.asked().stream()
                                .map(ProviderStub.Asked::text)
                                .filter(form -> field(form, "To").endsWith(to))
                                .map(form -> field(form, "StatusCallback"))
                                .findFirst()
                                .orElse(""),
                        address -> !address.isEmpty());
    }

    private SortedMap<String, String> fields(String prefix, String status) {
        return new TreeMap<>(Map.of(
                "AccountSid",
                ACCOUNT,
                "MessageSid",
                sid("To=" + URLEncoder.encode(prefix + to, StandardCharsets.UTF_8)),
                "MessageStatus",
                status,
                "To",
                prefix + to,
                "ErrorCode",
                status.equals("undelivered") ? "30003" : ""));
    }

    private static int say(String address, Map<String, String> fields, String signature) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private int say(String address, String status) {
        SortedMap<String, String> fields = fields("", status);
        return say(address, fields, TwilioCallbacks.signature(TOKEN, address, fields));
    }

    private JsonNode stats() {
        return service.ask(
                        "{ notificationStats(days: 2) { channel sent delivered bounced failed opened } }",
                        tokens.user("olga", tenantId, "operator"))
                .at("/data/notificationStats");
    }

    @Test
    void what_arrived_is_delivered_whatever_is_said_before_after_and_again() {
        String id = code(NotificationChannel.SMS);
        delivery(id, DeliveryState.SENT);
        String callback = callback();
        for (String status : new String[] {"queued", "sent"}) {
            assertThat(say(callback, status)).isEqualTo(204);
        }
        assertThat(delivery(id, DeliveryState.SENT).settledAt()).isNull();
        assertThat(say(callback, "delivered")).isEqualTo(204);
        Delivery delivered = delivery(id, DeliveryState.DELIVERED);
        for (String status : new String[] {"delivered", "sent", "undelivered", "failed"}) {
            assertThat(say(callback, status)).isEqualTo(204);
        }

        assertThat(delivery(id, DeliveryState.DELIVERED)).isEqualTo(delivered);
        assertThat(stats().toString())
                .isEqualTo(
                        "[{\"channel\":\"SMS\",\"sent\":1,\"delivered\":1,\"bounced\":0,\"failed\":0,\"opened\":0}]");
    }

    @Test
    void what_did_not_arrive_comes_back_with_the_number_of_the_error_alone() {
        String id = code(NotificationChannel.SMS);
        delivery(id, DeliveryState.SENT);
        assertThat(say(callback(), "undelivered")).isEqualTo(204);

        assertThat(delivery(id, DeliveryState.BOUNCED).failure()).isEqualTo("the provider could not deliver it, 30003");
    }

    @Test
    void what_is_forged_or_was_said_of_another_message_changes_nothing() {
        String id = code(NotificationChannel.SMS);
        delivery(id, DeliveryState.SENT);
        String callback = callback();
        SortedMap<String, String> fields = fields("", "failed");
        String elsewhere = callback.replace(id, UUID.randomUUID().toString());

        assertThat(say(callback, fields, "")).isEqualTo(403);
        assertThat(say(callback, fields, TwilioCallbacks.signature("guessed", callback, fields)))
                .isEqualTo(403);
        assertThat(say(callback, fields, TwilioCallbacks.signature(TOKEN, elsewhere, fields)))
                .isEqualTo(403);
        assertThat(say(callback, fields, TwilioCallbacks.signature(TOKEN, callback, fields("", "sent"))))
                .isEqualTo(403);
        assertThat(say(
                        callback + "?MessageStatus=failed",
                        fields("", "sent"),
                        TwilioCallbacks.signature(TOKEN, callback, fields)))
                .isEqualTo(403);
        SortedMap<String, String> otherSid = fields("", "failed");
        otherSid.put("MessageSid", "SM" + "0".repeat(32));
        assertThat(say(callback, otherSid, TwilioCallbacks.signature(TOKEN, callback, otherSid)))
                .isEqualTo(204);
        assertThat(say(elsewhere, fields, TwilioCallbacks.signature(TOKEN, elsewhere, fields)))
                .isEqualTo(204);
        assertThat(delivery(id, DeliveryState.SENT).settledAt()).isNull();
    }

    @Test
    void what_is_said_before_twilio_answers_counts_and_stays() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        twilio.answerWith(asked -> {
            if (field(asked.text(), "To").equals(to)) {
                await().atMost(AuthEvents.PATIENCE).until(() -> gate.getCount() == 0);
            }
            return Answer.of(201, "{\"sid\": \"" + sid(asked.text()) + "\"}");
        });
        String id = code(NotificationChannel.SMS);
        assertThat(say(callback(), "delivered")).isEqualTo(204);
        delivery(id, DeliveryState.DELIVERED);
        gate.countDown();
        await().atMost(AuthEvents.PATIENCE)
                .until(() -> service.bean(MongoDatabase.class)
                                .getCollection("notification_tasks")
                                .countDocuments(new Document("tenantId", tenantId))
                        == 0);

        assertThat(delivery(id, DeliveryState.DELIVERED).failure()).isNull();
        assertThat(stats().toString()).contains("\"sent\":1,\"delivered\":1");
    }

    @Test
    void what_had_no_answer_is_known_to_have_arrived_once_twilio_says_so() {
        twilio.answerWith(asked -> field(asked.text(), "To").equals(to)
                ? Answer.of(500, "")
                : Answer.of(201, "{\"sid\": \"" + sid(asked.text()) + "\"}"));
        String id = code(NotificationChannel.SMS);
        assertThat(delivery(id, DeliveryState.FAILED).failure()).isEqualTo(HttpTwilioPost.UNKNOWN);
        assertThat(say(callback(), "delivered")).isEqualTo(204);

        assertThat(delivery(id, DeliveryState.DELIVERED).failure()).isNull();
    }

    @Test
    void what_was_read_in_whatsapp_was_delivered_and_opened_once() {
        String id = code(NotificationChannel.WHATSAPP);
        delivery(id, DeliveryState.SENT);
        String callback = callback();
        SortedMap<String, String> fields = fields("whatsapp:", "read");
        for (int i = 0; i < 2; i++) {
            assertThat(say(callback, fields, TwilioCallbacks.signature(TOKEN, callback, fields)))
                    .isEqualTo(204);
        }

        delivery(id, DeliveryState.DELIVERED);
        assertThat(stats().toString())
                .isEqualTo("[{\"channel\":\"WHATSAPP\",\"sent\":1,\"delivered\":1,\"bounced\":0,\"failed\":0,"
                        + "\"opened\":1}]");
    }
}
