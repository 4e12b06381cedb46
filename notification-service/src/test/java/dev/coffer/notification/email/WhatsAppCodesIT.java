package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One-time codes in WhatsApp first, by the text that is approved for them, and as a text message where WhatsApp surely has not got them. */
@ExtendWith(StoresExtension.class)
final class WhatsAppCodesIT {

    private static final String CODE = "048213";

    private static TwilioStage stage;
    private static AuthEvents auth;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final String to = "+49151" + Math.abs(UUID.randomUUID().hashCode() % 10_000_000);

    @BeforeAll
    static void start(@FreshDatabase String database) throws IOException {
        auth = new AuthEvents(database + "_auth");
        stage = new TwilioStage(database, Map.of("coffer.notification.whatsapp-codes.first", "true"));
    }

    @AfterAll
    static void stop() {
        auth.close();
        stage.close();
    }

    @AfterEach
    void answerAgain() {
        stage.twilio.answerWith(TwilioStage::taken);
    }

    private static void answerInWhatsApp(Answer answer) {
        stage.twilio.answerWith(asked ->
                TwilioStage.field(asked.text(), "To").startsWith("whatsapp:") ? answer : TwilioStage.taken(asked));
    }

    private String issue(NotificationChannel channel) {
        return auth.issueCode(tenantId, "ann", channel, to, CODE, Instant.now().plus(Duration.ofMinutes(5)));
    }

    private @Nullable Delivery find(String id) {
        return stage.service.bean(Deliveries.class).find(tenantId, id);
    }

    private Delivery settled(String id, DeliveryState state) {
        return await().atMost(AuthEvents.PATIENCE).until(() -> find(id), one -> one != null && one.state() == state);
    }

    private List<SortedMap<String, String>> inWhatsApp() {
        return stage.sentTo(to).stream()
                .filter(form -> form.getOrDefault("To", "").startsWith("whatsapp:"))
                .toList();
    }

    private List<SortedMap<String, String>> asText() {
        return stage.sentTo(to).stream()
                .filter(form -> form.getOrDefault("To", "").equals(to))
                .toList();
    }

    private int say(String status, String error) {
        return TwilioStage.say(stage.callback(to), TwilioStage.said("whatsapp:" + to, status, error));
    }

    /** Nobody waits any more for what is said of it. */
    private void awaitNothingIsLeft() {
        await().atMost(AuthEvents.PATIENCE)
                .until(() -> stage.service
                                .bean(MongoDatabase.class)
                                .getCollection("notification_tasks")
                                .countDocuments(Filters.eq("tenantId", tenantId))
                        == 0);
    }

    /** Handled after whatever was told of Ann before. */
    private void awaitWitness() {
        String number = "+49160" + Math.abs(UUID.randomUUID().hashCode() % 10_000_000);
        String id = auth.issueCode(
                tenantId,
                "ann",
                NotificationChannel.SMS,
                number,
                CODE,
                Instant.now().plus(Duration.ofMinutes(5)));
        await().atMost(AuthEvents.PATIENCE).until(() -> {
            Delivery found = find(id);
            return found != null && found.endedAt() != null;
        });
    }

    @Test
    void a_code_goes_by_the_approved_text_whichever_way_to_the_phone_was_asked_for() {
        for (NotificationChannel asked : List.of(NotificationChannel.WHATSAPP, NotificationChannel.SMS)) {
            Delivery sent = settled(issue(asked), DeliveryState.SENT);
            assertThat(sent.channel()).isEqualTo(NotificationChannel.WHATSAPP);
        }

        assertThat(inWhatsApp()).hasSize(2).allSatisfy(form -> {
            Map<String, String> fields = new HashMap<>(form);
            assertThat(fields.remove("StatusCallback")).isNotNull();
            assertThat(fields)
                    .isEqualTo(Map.of(
                            "To",
                            "whatsapp:" + to,
                            "From",
                            "whatsapp:" + TwilioStage.FROM_WHATSAPP,
                            "ContentSid",
                            TwilioStage.APPROVED_FOR_CODES,
                            "ContentVariables",
                            "{\"1\":\"" + CODE + "\"}"));
        });
        say("delivered", "");
        assertThat(asText()).isEmpty();
    }

    @Test
    void whoever_is_not_in_whatsapp_gets_it_as_a_text_message_once_however_often_it_is_told() {
        answerInWhatsApp(Answer.of(400, "{\"code\": 63003, \"message\": \"" + to + " is not there\"}"));
        String id = issue(NotificationChannel.SMS);

        settled(id, DeliveryState.BOUNCED);
        assertThat(settled(id + ".sms", DeliveryState.SENT).channel()).isEqualTo(NotificationChannel.SMS);
        auth.replay("code.issued", tenantId);
        auth.replay("code.issued", tenantId);
        awaitWitness();
        assertThat(inWhatsApp()).hasSize(1);
        assertThat(asText())
                .singleElement()
                .satisfies(form -> assertThat(form.get("Body")).contains(CODE));
    }

    @Test
    void while_whatsapp_is_away_it_goes_as_a_text_message_at_once() {
        answerInWhatsApp(Answer.of(503, ""));
        String id = issue(NotificationChannel.WHATSAPP);

        settled(id + ".sms", DeliveryState.SENT);
        Delivery away = settled(id, DeliveryState.FAILED);
        assertThat(away.tries()).isEqualTo(1);
        assertThat(asText()).hasSize(1);
    }

    @Test
    void what_had_no_answer_may_be_in_whatsapp_and_is_not_sent_otherwise() {
        answerInWhatsApp(Answer.of(0, ""));
        String id = issue(NotificationChannel.WHATSAPP);

        Delivery unknown = settled(id, DeliveryState.FAILED);
        assertThat(unknown.failure()).isEqualTo(HttpTwilioPost.UNKNOWN);
        // It would have been put on its way in the same transaction.
        assertThat(find(id + ".sms")).isNull();
        awaitNothingIsLeft();
        assertThat(asText()).isEmpty();
    }

    @Test
    void what_whatsapp_took_and_then_does_not_deliver_goes_as_a_text_message_once() {
        String id = issue(NotificationChannel.WHATSAPP);
        settled(id, DeliveryState.SENT);
        assertThat(say("sent", "")).isEqualTo(204);
        assertThat(say("failed", "63024")).isEqualTo(204);
        assertThat(say("failed", "63024")).isEqualTo(204);

        settled(id + ".sms", DeliveryState.SENT);
        assertThat(settled(id, DeliveryState.BOUNCED).channel()).isEqualTo(NotificationChannel.WHATSAPP);
        awaitWitness();
        assertThat(asText()).hasSize(1);
    }

    @Test
    void what_was_delivered_is_not_sent_again() {
        String id = issue(NotificationChannel.WHATSAPP);
        settled(id, DeliveryState.SENT);
        assertThat(say("delivered", "")).isEqualTo(204);
        settled(id, DeliveryState.DELIVERED);

        awaitNothingIsLeft();
        assertThat(find(id + ".sms")).isNull();
        assertThat(asText()).isEmpty();
    }
}
