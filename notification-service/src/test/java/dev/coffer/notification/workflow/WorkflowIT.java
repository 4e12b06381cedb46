package dev.coffer.notification.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Replays;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import dev.coffer.notification.recipient.Recipient;
import dev.coffer.notification.recipient.Recipients;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Events of another service become messages as workflows say, by two replicas, with a real SMTP server. */
@ExtendWith(StoresExtension.class)
class WorkflowIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String INBOX = "{ inbox { nodes { id subject body template } } }";
    private static final String SAVE = "mutation($input: SaveWorkflowInput!) { saveWorkflow(input: $input) {"
            + " ... on NotificationWorkflow { version isEnabled } ... on Refusal { code message field } } }";

    /** As payment-service tells it. */
    private record Completed(
            String userId,
            String amount,
            String fee,
            String currency,
            @Nullable String balance,
            String side) {}

    private record PaidOut(String userId, String amount, String fee, String currency, String at) {}

    private static TestTokens tokens;
    private static TestService service;
    private static TestService replica;
    private static TestEmitter payment;
    private static GreenMail smtp;

    private final String tenantId = "tenant-" + UUID.randomUUID();

    private String admin() {
        return tokens.user("olga", tenantId, "admin");
    }

    @BeforeAll
    static void start(@FreshDatabase String database) {
        smtp = new GreenMail(new ServerSetup(TestPorts.free(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        tokens = TestTokens.start();
        payment = TestEmitter.start(
                "payment",
                database + "_payment",
                List.of(
                        new EventType<>("wallet.transfer.completed", 1, Completed.class),
                        new EventType<>("wallet.withdrawal.completed", 1, PaidOut.class)));
        Map<String, String> settings = Map.of(
                "coffer.notification.email.host", "127.0.0.1",
                "coffer.notification.email.port",
                        Integer.toString(smtp.getSmtp().getPort()),
                "coffer.notification.email.starttls", "false");
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
        smtp.stop();
    }

    private EventEnvelope transfer(String userId, String side) {
        return payment.tell(new Completed(userId, "5.00", "0.00", "EUR", "15.00", side), userId, tenantId);
    }

    private JsonNode inbox(String userId) {
        return service.ask(INBOX, tokens.user(userId, tenantId, "user")).at("/data/inbox/nodes");
    }

    private JsonNode awaitMessages(String userId, int count) {
        return await().atMost(PATIENCE).until(() -> inbox(userId), messages -> messages.size() == count);
    }

    private void keep(String userId, String locale, String address) {
        String boundTo = "user.registered|" + tenantId + "|" + userId;
        Seal seal = new Seal(MasterKey.ofBase64(TestService.MASTER_KEY), "delivery", new SecureRandom());
        String sealed =
                seal.seal(address.getBytes(StandardCharsets.UTF_8), boundTo).toText();
        service.bean(Transactions.class)
                .run(unit -> service.bean(Recipients.class)
                        .keep(unit, tenantId, new Recipient(userId, locale, boundTo, sealed, null)));
    }

    private static List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(smtp.getReceivedMessages())
                .filter(mail -> recipients(mail).contains(address))
                .toList();
    }

    private static String recipients(MimeMessage mail) {
        try {
            return Arrays.toString(mail.getAllRecipients());
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Map<String, Object> workflow(String template, int expectedVersion, boolean isEnabled) {
        Map<String, Object> input = new HashMap<>();
        input.put("event", "wallet.transfer.completed");
        input.put("category", "MONEY");
        input.put("isCritical", false);
        input.put("priority", "HIGH");
        input.put("isEnabled", isEnabled);
        input.put(
                "steps",
                List.of(Map.of(
                        "name",
                        "inbox",
                        "channel",
                        "IN_APP",
                        "template",
                        template,
                        "condition",
                        Map.of("field", "side", "operator", "EQUALS", "value", "RECEIVED"))));
        input.put("expectedVersion", expectedVersion);
        return input;
    }

    private JsonNode save(Map<String, Object> input) {
        return service.ask(SAVE, Map.of("input", input), admin()).at("/data/saveWorkflow");
    }

    @Test
    void each_side_is_told_its_own_once_however_often_the_event_comes() {
        EventEnvelope sent = transfer("ann", "SENT");
        transfer("bob", "RECEIVED");
        awaitMessages("ann", 1);
        for (int i = 0; i < 2; i++) {
            await().atMost(PATIENCE)
                    .until(() -> payment.replay("wallet.transfer.completed", tenantId, "notification-of-payment")
                            instanceof Replays.Result.Recorded);
        }
        transfer("ann", "RECEIVED");

        JsonNode anns = awaitMessages("ann", 2);
        assertThat(anns.at("/1/id").asString()).isEqualTo(sent.eventId());
        assertThat(anns.at("/1/subject").asString()).isEqualTo("You sent 5.00 EUR");
        assertThat(anns.at("/1/body").asString()).isEqualTo("5.00 EUR left your wallet. You have 15.00 EUR now.");
        assertThat(awaitMessages("bob", 1).at("/0/subject").asString()).isEqualTo("You got 5.00 EUR");
    }

    @Test
    void a_mail_goes_to_the_sealed_address_in_the_readers_language_once() throws MessagingException {
        String address = UUID.randomUUID() + "@example.com";
        keep("cyd", "de-AT", address);
        payment.tell(new PaidOut("cyd", "20.00", "0.10", "EUR", "2026-11-23T09:30:00Z"), "cyd", tenantId);
        await().atMost(PATIENCE).until(() -> mailsTo(address).size() == 1);
        await().atMost(PATIENCE)
                .until(() -> payment.replay("wallet.withdrawal.completed", tenantId, "notification-of-payment")
                        instanceof Replays.Result.Recorded);
        // Of the same key: when it is told, whatever came before is done too.
        payment.tell(new PaidOut("cyd", "21.00", "0.10", "EUR", "2026-11-23T09:31:00Z"), "cyd", tenantId);
        await().atMost(PATIENCE).until(() -> mailsTo(address).size() > 1);

        assertThat(mailsTo(address)).hasSize(2);
        assertThat(mailsTo(address).getFirst().getSubject()).isEqualTo("20.00 EUR wurden ausgezahlt");
        assertThat(awaitMessages("cyd", 2).at("/1/subject").asString()).isEqualTo("20.00 EUR wurden ausgezahlt");
    }

    @Test
    void a_tenants_own_workflow_counts_for_its_users_only_and_can_be_switched_off() {
        assertThat(save(workflow("wallet.transfer.received", 0, true))
                        .path("version")
                        .asInt())
                .isEqualTo(1);
        transfer("dan", "SENT");
        transfer("dan", "RECEIVED");
        assertThat(awaitMessages("dan", 1).at("/0/template").asString()).isEqualTo("wallet.transfer.received");

        assertThat(save(workflow("wallet.transfer.received", 1, false))
                        .path("isEnabled")
                        .asBoolean())
                .isFalse();
        transfer("dan", "RECEIVED");
        payment.tell(new PaidOut("dan", "20.00", "0.10", "EUR", "2026-11-23T09:30:00Z"), "dan", tenantId);
        awaitMessages("dan", 2);
        assertThat(inbox("dan"))
                .extracting(message -> message.path("template").asString())
                .containsExactlyInAnyOrder("wallet.transfer.received", "wallet.withdrawal.completed");

        assertThat(service.ask(
                                "{ workflow(event: \"wallet.transfer.completed\") { version isBuiltIn } }",
                                tokens.user("eve", "other-" + tenantId, "admin"))
                        .at("/data/workflow/isBuiltIn")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void a_workflow_that_cannot_run_is_not_saved() {
        Map<String, Object> input = workflow("wallet.transfer.received", 0, true);
        input.put("event", "wallet.bet.placed");
        assertThat(save(input).path("code").asString()).isEqualTo("EVENT_UNKNOWN");
        assertThat(save(workflow("no.such.template", 0, true)).path("code").asString())
                .isEqualTo("STEP_TEMPLATE_UNKNOWN");
        JsonNode untold = save(workflow("account.welcome", 0, true));
        assertThat(untold.path("code").asString()).isEqualTo("FIELD_NOT_TOLD");
        assertThat(untold.path("message").asString()).contains("displayName");
        assertThat(save(workflow("wallet.transfer.received", 3, true))
                        .path("code")
                        .asString())
                .isEqualTo("WORKFLOW_CHANGED");
    }

    @Test
    void a_wallet_of_nobodys_is_told_to_nobody() {
        payment.tell(new Completed("", "5.00", "0.00", "EUR", null, "SENT"), "house", tenantId);
        payment.tell(new Completed("fay", "5.00", "0.00", "EUR", null, "SENT"), "house", tenantId);

        assertThat(awaitMessages("fay", 1).at("/0/body").asString()).isEqualTo("5.00 EUR left your wallet.");
    }
}
