package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
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
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Letters to a real SMTP server, from real events, by two replicas. */
@ExtendWith(StoresExtension.class)
final class LettersIT {

    private static int port;
    private static GreenMail smtp;
    private static TestTokens tokens;
    private static TestService service;
    private static TestService replica;
    private static AuthEvents auth;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final String to = UUID.randomUUID() + "@example.com";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        port = TestPorts.free();
        smtp = startSmtp();
        tokens = TestTokens.start();
        auth = new AuthEvents(database + "_auth");
        Map<String, String> settings = Map.of(
                "coffer.notification.email.host", "127.0.0.1",
                "coffer.notification.email.port", Integer.toString(port),
                "coffer.notification.email.starttls", "false",
                "coffer.notification.email.from", "Coffer <no-reply@coffer.example>");
        service = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, settings);
        replica = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, settings);
    }

    private static GreenMail startSmtp() {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    @AfterAll
    static void stop() {
        auth.close();
        service.close();
        replica.close();
        tokens.close();
        smtp.stop();
    }

    private static Instant inFiveMinutes() {
        return Instant.now().plus(Duration.ofMinutes(5));
    }

    private String issue(String address, Instant until) {
        return auth.issueCode(tenantId, "ann", NotificationChannel.EMAIL, address, "048213", until);
    }

    private Delivery awaitEnd(String deliveryId) {
        return await().atMost(AuthEvents.PATIENCE)
                .until(() -> find(deliveryId), found -> found != null && found.endedAt() != null);
    }

    private @Nullable Delivery find(String deliveryId) {
        return service.bean(Deliveries.class).find(tenantId, deliveryId);
    }

    private static List<MimeMessage> mailsTo(String address) {
        return Arrays.stream(smtp.getReceivedMessages())
                .filter(message -> recipients(message).equals(address))
                .toList();
    }

    private static String recipients(MimeMessage message) {
        try {
            return message.getRecipients(Message.RecipientType.TO)[0].toString();
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void a_code_reaches_its_reader_and_the_record_says_so_without_it() throws MessagingException {
        String id = issue(to, inFiveMinutes());
        Delivery delivery = awaitEnd(id);

        assertThat(delivery.state()).isEqualTo(DeliveryState.SENT);
        assertThat(delivery.tries()).isEqualTo(1);
        assertThat(delivery.userId()).isEqualTo("ann");
        assertThat(delivery.kind()).isEqualTo("code.SIGN_IN");
        assertThat(mailsTo(to)).singleElement().satisfies(mail -> {
            assertThat(GreenMailUtil.getBody(mail)).contains("048213", "text/plain", "text/html");
            assertThat(mail.getSubject()).isEqualTo("Your sign-in code");
            assertThat(mail.getFrom()[0]).hasToString("Coffer <no-reply@coffer.example>");
            assertThat(mail.getMessageID()).isEqualTo("<" + id + "@coffer.example>");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        });
        assertNothingIsKept("048213", to);
    }

    private static void assertNothingIsKept(String code, String address) {
        MongoDatabase database = service.bean(MongoDatabase.class);
        for (String collection : database.listCollectionNames().into(new ArrayList<>())) {
            for (Document document : database.getCollection(collection).find()) {
                assertThat(document.toJson()).as(collection).doesNotContain(code, address);
            }
        }
    }

    @Test
    void a_change_of_the_password_is_told_by_mail_and_in_the_inbox_without_a_link() throws MessagingException {
        String id = auth.changePassword(tenantId, "ben", to);
        assertThat(awaitEnd(id).state()).isEqualTo(DeliveryState.SENT);

        MimeMessage mail = mailsTo(to).getFirst();
        assertThat(mail.getSubject()).isEqualTo("Ihr Passwort wurde zurückgesetzt");
        assertThat(GreenMailUtil.getBody(mail)).doesNotContain("http:", "https:", "href");
        String token = tokens.user("ben", tenantId, "user");
        JsonNode inbox = await().atMost(AuthEvents.PATIENCE)
                .until(
                        () -> service.ask("{ inbox { nodes { id subject body } } }", token)
                                .at("/data/inbox/nodes"),
                        nodes -> nodes.size() == 1);
        assertThat(inbox.at("/0/id").asString()).isEqualTo(id);
        assertThat(inbox.at("/0/subject").asString()).isEqualTo("Ihr Passwort wurde zurückgesetzt");
    }

    @Test
    void a_sign_in_from_elsewhere_is_told_by_mail_and_in_the_inbox_with_what_is_known_of_it()
            throws MessagingException {
        String id = auth.signInFromElsewhere(tenantId, "cyd", to);
        assertThat(awaitEnd(id).state()).isEqualTo(DeliveryState.SENT);

        assertThat(mailsTo(to).getFirst().getSubject()).isEqualTo("A sign-in from somewhere new");
        String token = tokens.user("cyd", tenantId, "user");
        JsonNode inbox = await().atMost(AuthEvents.PATIENCE)
                .until(
                        () -> service.ask("{ inbox { nodes { id body } } }", token)
                                .at("/data/inbox/nodes"),
                        nodes -> nodes.size() == 1);
        assertThat(inbox.at("/0/id").asString()).isEqualTo(id);
        assertThat(inbox.at("/0/body").asString()).contains("The device: curl.", "The country: FR.");
    }

    @Test
    void an_event_that_comes_again_sends_nothing_again() {
        String id = issue(to, inFiveMinutes());
        awaitEnd(id);
        auth.replay("code.issued", tenantId);
        auth.replay("code.issued", tenantId);
        String witness = UUID.randomUUID() + "@example.com";
        awaitEnd(issue(witness, inFiveMinutes()));

        assertThat(mailsTo(to)).hasSize(1);
        assertThat(awaitEnd(id).tries()).isEqualTo(1);
    }

    @Test
    void while_the_mail_server_is_away_letters_wait_and_then_each_is_sent_once() {
        smtp.stop();
        List<String> addresses = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            addresses.add(i + to);
            ids.add(issue(i + to, inFiveMinutes()));
        }
        await().atMost(AuthEvents.PATIENCE)
                .until(() -> ids.stream().allMatch(id -> {
                    Delivery delivery = find(id);
                    return delivery != null && delivery.tries() > 1;
                }));
        smtp = startSmtp();

        for (String id : ids) {
            Delivery delivery = awaitEnd(id);
            assertThat(delivery.state()).isEqualTo(DeliveryState.SENT);
        }
        assertThat(addresses).allSatisfy(address -> assertThat(mailsTo(address)).hasSize(1));
    }

    @Test
    void a_code_that_has_expired_is_not_sent() {
        Delivery delivery = awaitEnd(issue(to, Instant.now().minusSeconds(1)));

        assertThat(delivery.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(delivery.failure()).isEqualTo("it expired before it was sent");
        assertThat(delivery.tries()).isZero();
        assertThat(mailsTo(to)).isEmpty();
    }

    @Test
    void for_a_contact_that_nobody_has_nothing_is_sent() {
        String id = auth.issueCode(tenantId, null, NotificationChannel.EMAIL, to, "048213", inFiveMinutes());
        // Of the same key, so it is handled later.
        String witness =
                auth.issueCode(tenantId, "nobody-00", NotificationChannel.EMAIL, "w" + to, "048213", inFiveMinutes());
        awaitEnd(witness);

        assertThat(find(id)).isNull();
        assertThat(mailsTo(to)).isEmpty();
    }

    @Test
    void a_sealed_part_that_was_taken_from_another_event_does_not_open() {
        String id = auth.forgeCode(tenantId, "ann", to, inFiveMinutes());

        await().atMost(AuthEvents.PATIENCE).until(() -> {
            Delivery delivery = find(id);
            return delivery != null && delivery.tries() > 1;
        });
        assertThat(find(id)).extracting(Delivery::state).isEqualTo(DeliveryState.QUEUED);
        assertThat(mailsTo(to)).isEmpty();
    }

    @Test
    void an_address_that_could_be_two_goes_nowhere() {
        Delivery delivery = awaitEnd(issue("eve,ada" + to, inFiveMinutes()));

        assertThat(delivery.state()).isEqualTo(DeliveryState.BOUNCED);
        assertThat(delivery.failure()).isEqualTo("the address is none that mail servers take");
    }

    @Test
    void a_text_message_fails_and_says_why() {
        Delivery delivery = awaitEnd(
                auth.issueCode(tenantId, "ann", NotificationChannel.SMS, "+4915112345678", "048213", inFiveMinutes()));

        assertThat(delivery.state()).isEqualTo(DeliveryState.FAILED);
        assertThat(delivery.failure()).contains("no provider");
    }

    @Test
    void health_says_where_messages_go_and_production_shows_no_mailbox() {
        JsonNode post = JsonMapper.shared()
                .readTree(service.get("/health/ready").body())
                .at("/checks/post");

        assertThat(post.path("up").asBoolean()).isTrue();
        assertThat(post.path("detail").asString())
                .contains("EMAIL: sent by 127.0.0.1:" + port, "SMS: text messages cannot be sent");
        assertThat(service.get("/dev/mail").statusCode()).isEqualTo(404);
        assertThat(service.get("/dev/mail.json").statusCode()).isEqualTo(404);
    }
}
