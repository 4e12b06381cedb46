package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.delivery.Delivery;
import dev.coffer.notification.delivery.DeliveryState;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.push.ProviderStub.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What Twilio says later of what it took: signed, forged, again, out of order, before its own answer, and instead of one. */
@ExtendWith(StoresExtension.class)
final class TwilioStatusIT {

    private static TwilioStage stage;
    private static AuthEvents auth;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final String to = "+49151" + Math.abs(UUID.randomUUID().hashCode() % 10_000_000);

    @BeforeAll
    static void start(@FreshDatabase String database) throws IOException {
        auth = new AuthEvents(database + "_auth");
        stage = new TwilioStage(database);
    }

    @AfterAll
    static void stop() {
        auth.close();
        stage.close();
    }

    private String code(NotificationChannel channel) {
        return auth.issueCode(
                tenantId, "ann", channel, to, "048213", Instant.now().plus(Duration.ofMinutes(5)));
    }

    private Delivery delivery(String id, DeliveryState state) {
        Delivery found = await().atMost(AuthEvents.PATIENCE)
                .until(
                        () -> stage.service.bean(Deliveries.class).find(tenantId, id),
                        one -> one != null && one.state() == state);
        return Objects.requireNonNull(found);
    }

    private String callback() {
        return stage.callback(to);
    }

    private SortedMap<String, String> fields(String prefix, String status) {
        return TwilioStage.said(prefix + to, status, status.equals("undelivered") ? "30003" : "");
    }

    private static int say(String address, SortedMap<String, String> fields, String signature) {
        return TwilioStage.say(address, fields, signature);
    }

    private int say(String address, String status) {
        return TwilioStage.say(address, fields("", status));
    }

    private JsonNode stats() {
        return stage.service
                .ask(
                        "{ notificationStats(days: 2) { channel sent delivered bounced failed opened } }",
                        stage.tokens.user("olga", tenantId, "operator"))
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
        assertThat(say(callback, fields, TwilioCallbacks.signature(TwilioStage.TOKEN, elsewhere, fields)))
                .isEqualTo(403);
        assertThat(say(callback, fields, TwilioCallbacks.signature(TwilioStage.TOKEN, callback, fields("", "sent"))))
                .isEqualTo(403);
        assertThat(say(
                        callback + "?MessageStatus=failed",
                        fields("", "sent"),
                        TwilioCallbacks.signature(TwilioStage.TOKEN, callback, fields)))
                .isEqualTo(403);
        SortedMap<String, String> otherSid = fields("", "failed");
        otherSid.put("MessageSid", "SM" + "0".repeat(32));
        assertThat(say(callback, otherSid, TwilioCallbacks.signature(TwilioStage.TOKEN, callback, otherSid)))
                .isEqualTo(204);
        assertThat(say(elsewhere, fields, TwilioCallbacks.signature(TwilioStage.TOKEN, elsewhere, fields)))
                .isEqualTo(204);
        assertThat(delivery(id, DeliveryState.SENT).settledAt()).isNull();
    }

    @Test
    void what_is_said_before_twilio_answers_counts_and_stays() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        stage.twilio.answerWith(asked -> {
            if (TwilioStage.field(asked.text(), "To").equals(to)) {
                await().atMost(AuthEvents.PATIENCE).until(() -> gate.getCount() == 0);
            }
            return TwilioStage.taken(asked);
        });
        String id = code(NotificationChannel.SMS);
        assertThat(say(callback(), "delivered")).isEqualTo(204);
        delivery(id, DeliveryState.DELIVERED);
        gate.countDown();
        await().atMost(AuthEvents.PATIENCE)
                .until(() -> stage.service
                                .bean(MongoDatabase.class)
                                .getCollection("notification_tasks")
                                .countDocuments(new Document("tenantId", tenantId))
                        == 0);

        assertThat(delivery(id, DeliveryState.DELIVERED).failure()).isNull();
        assertThat(stats().toString()).contains("\"sent\":1,\"delivered\":1");
    }

    @Test
    void what_had_no_answer_is_known_to_have_arrived_once_twilio_says_so() {
        stage.twilio.answerWith(asked ->
                TwilioStage.field(asked.text(), "To").equals(to) ? Answer.of(500, "") : TwilioStage.taken(asked));
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
            assertThat(say(callback, fields, TwilioCallbacks.signature(TwilioStage.TOKEN, callback, fields)))
                    .isEqualTo(204);
        }

        delivery(id, DeliveryState.DELIVERED);
        assertThat(stats().toString())
                .isEqualTo("[{\"channel\":\"WHATSAPP\",\"sent\":1,\"delivered\":1,\"bounced\":0,\"failed\":0,"
                        + "\"opened\":1}]");
    }
}
