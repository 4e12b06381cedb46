package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.events.EventType;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.notification.delivery.Deliveries;
import dev.coffer.notification.delivery.Delivery;
import dev.coffer.notification.delivery.DeliveryState;
import dev.coffer.notification.recipient.Recipient;
import dev.coffer.notification.recipient.Recipients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A workflow's step by WhatsApp, against a stand-in for Twilio: approved texts with what stands in their places, and free ones only as answers. */
@ExtendWith(StoresExtension.class)
final class WhatsAppIT {

    private static final String APPROVED = "HX" + "0123456789abcdef".repeat(2);
    private static final String EVENT = "wallet.transfer.completed";
    private static final String SAVE = "mutation($input: SaveTemplateInput!) { saveTemplate(input: $input) { __typename"
            + " ... on NotificationTemplate { version variants { channel whatsApp { contentSid isSession"
            + " places { name text } } } } ... on Refusal { code } } }";

    /** As payment-service tells it. */
    private record Completed(String userId, String amount, String fee, String currency, String balance, String side) {}

    private static TwilioStage stage;
    private static TestEmitter payment;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final String to = "+49151" + Math.abs(UUID.randomUUID().hashCode() % 10_000_000);

    @BeforeAll
    static void start(@FreshDatabase String database) throws IOException {
        payment = TestEmitter.start(
                "payment", database + "_payment", List.of(new EventType<>(EVENT, 1, Completed.class)));
        stage = new TwilioStage(database);
    }

    @AfterAll
    static void stop() {
        payment.close();
        stage.close();
    }

    @BeforeEach
    void keepRecipient() {
        String boundTo = "user.registered|" + tenantId + "|ann";
        Seal seal = new Seal(MasterKey.ofBase64(TestService.MASTER_KEY), "delivery", new SecureRandom());
        String sealed = seal.seal(to.getBytes(StandardCharsets.UTF_8), boundTo).toText();
        stage.service
                .bean(Transactions.class)
                .run(unit -> stage.service
                        .bean(Recipients.class)
                        .keep(unit, tenantId, new Recipient("ann", "en", boundTo, null, sealed)));
    }

    private String admin() {
        return stage.tokens.user("olga", tenantId, "admin");
    }

    private static Map<String, Object> approved(String... texts) {
        List<Map<String, String>> places = new ArrayList<>();
        for (String text : texts) {
            places.add(Map.of("name", Integer.toString(places.size() + 1), "text", text));
        }
        return Map.of("contentSid", APPROVED, "places", places);
    }

    private JsonNode saveTemplate(Map<String, Object> whatsApp) {
        Map<String, Object> variant = new HashMap<>(Map.of(
                "locale",
                "en",
                "channel",
                "WHATSAPP",
                "subject",
                "Money",
                "text",
                "You sent {{amount}} {{currency}}."));
        if (!whatsApp.isEmpty()) {
            variant.put("whatsApp", whatsApp);
        }
        return stage.service.ask(
                SAVE,
                Map.of(
                        "input",
                        Map.of(
                                "key",
                                "money.sent",
                                "variables",
                                List.of(
                                        Map.of("name", "amount", "sample", "12.50"),
                                        Map.of("name", "currency", "sample", "EUR"),
                                        Map.of("name", "balance", "sample", "1.00")),
                                "variants",
                                List.of(variant),
                                "expectedVersion",
                                0)),
                admin());
    }

    private void saveWorkflow() {
        Map<String, Object> step = Map.of("name", "chat", "channel", "WHATSAPP", "template", "money.sent");
        Map<String, Object> input = new HashMap<>(Map.of(
                "event",
                EVENT,
                "category",
                "MONEY",
                "isCritical",
                false,
                "priority",
                "HIGH",
                "isEnabled",
                true,
                "steps",
                List.of(step),
                "expectedVersion",
                0));
        JsonNode saved = stage.service.ask(
                "mutation($input: SaveWorkflowInput!) { saveWorkflow(input: $input) {"
                        + " ... on NotificationWorkflow { version } ... on Refusal { code message } } }",
                Map.of("input", input),
                admin());
        assertThat(saved.at("/data/saveWorkflow/version").asInt())
                .as(saved.toString())
                .isEqualTo(1);
    }

    private String tell(String balance) {
        return payment.tell(new Completed("ann", "5.00", "0.00", "EUR", balance, "SENT"), "ann", tenantId)
                .eventId();
    }

    private Delivery ended() {
        return await().atMost(AuthEvents.PATIENCE).until(this::newest, one -> one != null && one.endedAt() != null);
    }

    private Delivery settled(DeliveryState state) {
        return await().atMost(AuthEvents.PATIENCE).until(this::newest, one -> one != null && one.state() == state);
    }

    private @Nullable Delivery newest() {
        Document found = stage.service
                .bean(MongoDatabase.class)
                .getCollection("deliveries")
                .find(Filters.eq("tenantId", tenantId))
                .first();
        return found == null ? null : stage.service.bean(Deliveries.class).find(tenantId, found.getString("_id"));
    }

    private List<SortedMap<String, String>> sent() {
        return stage.sentTo(to);
    }

    private int say(String status, String error) {
        return TwilioStage.say(stage.callback(to), TwilioStage.said("whatsapp:" + to, status, error));
    }

    @Test
    void an_approved_text_goes_by_its_name_with_its_places_filled_and_without_a_free_text() {
        JsonNode saved = saveTemplate(approved("{{amount}}  {{currency}}", "{{balance}} EUR"));
        assertThat(saved.at("/data/saveTemplate/variants/0/whatsApp/contentSid").asString())
                .isEqualTo(APPROVED);
        saveWorkflow();
        tell("15.00\n\tand more");

        assertThat(ended().state()).isEqualTo(DeliveryState.SENT);
        Map<String, String> form = new HashMap<>(sent().getFirst());
        assertThat(JsonMapper.shared().readTree(form.remove("ContentVariables")))
                .isEqualTo(JsonMapper.shared().readTree("{\"1\": \"5.00 EUR\", \"2\": \"15.00 and more EUR\"}"));
        assertThat(form.remove("StatusCallback")).contains("/notifications/twilio/status/" + tenantId + "/");
        assertThat(form)
                .isEqualTo(Map.of(
                        "To",
                        "whatsapp:" + to,
                        "From",
                        "whatsapp:" + TwilioStage.FROM_WHATSAPP,
                        "ContentSid",
                        APPROVED));
        assertThat(sent()).hasSize(1);
    }

    @Test
    void a_free_text_goes_only_where_the_template_says_that_it_answers() {
        JsonNode unsaid = saveTemplate(Map.of());
        assertThat(TestService.errorCode(unsaid)).isEqualTo("INVALID_INPUT");
        assertThat(unsaid.toString()).contains("input.variants[0].whatsApp");
        saveTemplate(Map.of("isSession", true));
        saveWorkflow();
        tell("15.00");

        assertThat(ended().state()).isEqualTo(DeliveryState.SENT);
        assertThat(sent().getFirst())
                .containsEntry("Body", "You sent 5.00 EUR.")
                .doesNotContainKey("ContentSid");
    }

    @Test
    void what_was_saved_before_this_was_asked_for_is_not_sent_and_says_why() {
        saveTemplate(Map.of("isSession", true));
        saveWorkflow();
        stage.service
                .bean(MongoDatabase.class)
                .getCollection("notification_templates")
                .updateOne(Filters.eq("tenantId", tenantId), Updates.unset("variants.0.whatsApp"));
        tell("15.00");

        Delivery ended = ended();
        assertThat(ended.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(ended.failure()).contains("neither names a text that WhatsApp has approved");
        assertThat(sent()).isEmpty();
    }

    @Test
    void a_place_that_would_be_empty_is_not_sent_and_named() {
        saveTemplate(approved("{{amount}}", "{{balance}}"));
        saveWorkflow();
        tell("");

        Delivery ended = ended();
        assertThat(ended.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(ended.failure()).isEqualTo("nothing would stand in the place 2 of the approved text");
        assertThat(sent()).isEmpty();
    }

    @Test
    void what_whatsapp_says_of_its_rules_and_of_its_people_is_understood() {
        saveTemplate(Map.of("isSession", true));
        saveWorkflow();
        tell("15.00");
        settled(DeliveryState.SENT);
        assertThat(say("undelivered", "63016")).isEqualTo(204);
        assertThat(settled(DeliveryState.FAILED).failure())
                .isEqualTo("the provider could not deliver it, 63016: outside of 24 hours after its reader wrote"
                        + " WhatsApp takes approved texts only");
        assertThat(sent()).as("it is not tried again").hasSize(1);
    }

    @Test
    void whoever_is_not_in_whatsapp_bounces() {
        saveTemplate(approved("{{amount}}"));
        saveWorkflow();
        tell("15.00");
        settled(DeliveryState.SENT);
        assertThat(say("failed", "63024")).isEqualTo(204);
        assertThat(settled(DeliveryState.BOUNCED).failure()).isEqualTo("the provider could not deliver it, 63024");
    }
}
