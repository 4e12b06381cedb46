package dev.coffer.notification.preference;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.coffer.core.events.EventType;
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
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A service, a mail server, and users who want something or do not. */
@ExtendWith(StoresExtension.class)
abstract sealed class PreferencesStage permits PreferencesIT, UnsubscribeIT {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String SHOWN =
            "choices { category channel isWanted isChangeable }" + " quietHours { from until timeZone }";
    static final String SAVE = "mutation($input: SavePreferencesInput!) { savePreferences(input: $input) {"
            + " ... on NotificationPreferences { " + SHOWN + " } ... on Refusal { code field } } }";
    static final String DELIVERIES = "{ myDeliveries { nodes { id channel category state reason dueAt failure } } }";

    record PaidOut(String userId, String amount, String fee, String currency, String at) {}

    record Frozen(String userId, String currency, String at) {}

    static TestTokens tokens;
    static TestService service;
    static TestEmitter payment;
    static GreenMail smtp;
    static HttpClient http;

    final String tenantId = "tenant-" + UUID.randomUUID();
    final String address = UUID.randomUUID() + "@example.com";

    @BeforeAll
    static void start(@FreshDatabase String database) {
        smtp = new GreenMail(new ServerSetup(TestPorts.free(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        http = HttpClient.newHttpClient();
        tokens = TestTokens.start();
        payment = TestEmitter.start(
                "payment",
                database + "_payment",
                List.of(
                        new EventType<>("wallet.withdrawal.completed", 1, PaidOut.class),
                        new EventType<>("wallet.frozen", 1, Frozen.class)));
        int port = TestPorts.free();
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
                        "coffer.notification.email.host",
                        "127.0.0.1",
                        "coffer.notification.email.port",
                        Integer.toString(smtp.getSmtp().getPort()),
                        "coffer.notification.email.starttls",
                        "false"));
    }

    @AfterAll
    static void stop() {
        payment.close();
        service.close();
        tokens.close();
        smtp.stop();
        http.close();
    }

    String token(String userId) {
        return tokens.user(userId, tenantId, "user");
    }

    void know(String userId) {
        String boundTo = "user.registered|" + tenantId + "|" + userId;
        Seal seal = new Seal(MasterKey.ofBase64(TestService.MASTER_KEY), "delivery", new SecureRandom());
        String sealed =
                seal.seal(address.getBytes(StandardCharsets.UTF_8), boundTo).toText();
        service.bean(Transactions.class)
                .run(unit -> service.bean(Recipients.class)
                        .keep(unit, tenantId, new Recipient(userId, "en", boundTo, sealed, null)));
    }

    void payOut(String userId) {
        payment.tell(new PaidOut(userId, "20.00", "0.10", "EUR", "2026-11-23T09:30:00Z"), userId, tenantId);
    }

    JsonNode save(String userId, Map<String, Object> input) {
        return service.ask(SAVE, Map.of("input", input), token(userId));
    }

    static Map<String, Object> choice(String category, String channel, boolean isWanted) {
        return Map.of("category", category, "channel", channel, "isWanted", isWanted);
    }

    JsonNode deliveries(String userId, int count) {
        return await().atMost(PATIENCE)
                .until(
                        () -> service.ask(DELIVERIES, token(userId)).at("/data/myDeliveries/nodes"),
                        nodes -> nodes.size() == count
                                && nodes.valueStream()
                                        .noneMatch(node ->
                                                node.path("state").asString().equals("QUEUED")));
    }

    List<MimeMessage> mails() {
        return Arrays.stream(smtp.getReceivedMessages())
                .filter(mail -> to(mail).contains(address))
                .toList();
    }

    static String to(MimeMessage mail) {
        try {
            return Arrays.toString(mail.getAllRecipients());
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Quiet now, and for hours. */
    static Map<String, Object> quietNow() {
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        return Map.of(
                "from", now.minusHours(3).withSecond(0).withNano(0).toString().substring(0, 5),
                "until", now.plusHours(3).withSecond(0).withNano(0).toString().substring(0, 5),
                "timeZone", "UTC");
    }

    boolean isWanted(String userId, String category, String channel) {
        return service.ask("{ preferences { choices { category channel isWanted } } }", token(userId))
                .at("/data/preferences/choices")
                .valueStream()
                .filter(choice -> choice.path("category").asString().equals(category)
                        && choice.path("channel").asString().equals(channel))
                .anyMatch(choice -> choice.path("isWanted").asBoolean());
    }
}
