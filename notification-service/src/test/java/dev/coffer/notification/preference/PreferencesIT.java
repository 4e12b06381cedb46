package dev.coffer.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What users want, obeyed when messages leave; and a no from a mail, as mail programs say it. */
@ExtendWith(StoresExtension.class)
final class PreferencesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SHOWN =
            "choices { category channel isWanted isChangeable }" + " quietHours { from until timeZone }";
    private static final String SAVE = "mutation($input: SavePreferencesInput!) { savePreferences(input: $input) {"
            + " ... on NotificationPreferences { " + SHOWN + " } ... on Refusal { code field } } }";
    private static final String DELIVERIES =
            "{ myDeliveries { nodes { id channel category state reason dueAt failure } } }";

    private record PaidOut(String userId, String amount, String fee, String currency, String at) {}

    private record Frozen(String userId, String currency, String at) {}

    private static TestTokens tokens;
    private static TestService service;
    private static TestEmitter payment;
    private static GreenMail smtp;
    private static HttpClient http;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final String address = UUID.randomUUID() + "@example.com";

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

    private String token(String userId) {
        return tokens.user(userId, tenantId, "user");
    }

    private void know(String userId) {
        String boundTo = "user.registered|" + tenantId + "|" + userId;
        Seal seal = new Seal(MasterKey.ofBase64(TestService.MASTER_KEY), "delivery", new SecureRandom());
        String sealed =
                seal.seal(address.getBytes(StandardCharsets.UTF_8), boundTo).toText();
        service.bean(Transactions.class)
                .run(unit -> service.bean(Recipients.class)
                        .keep(unit, tenantId, new Recipient(userId, "en", boundTo, sealed, null)));
    }

    private void payOut(String userId) {
        payment.tell(new PaidOut(userId, "20.00", "0.10", "EUR", "2026-11-23T09:30:00Z"), userId, tenantId);
    }

    private JsonNode save(String userId, Map<String, Object> input) {
        return service.ask(SAVE, Map.of("input", input), token(userId));
    }

    private static Map<String, Object> choice(String category, String channel, boolean isWanted) {
        return Map.of("category", category, "channel", channel, "isWanted", isWanted);
    }

    private JsonNode deliveries(String userId, int count) {
        return await().atMost(PATIENCE)
                .until(
                        () -> service.ask(DELIVERIES, token(userId)).at("/data/myDeliveries/nodes"),
                        nodes -> nodes.size() == count
                                && nodes.valueStream()
                                        .noneMatch(node ->
                                                node.path("state").asString().equals("QUEUED")));
    }

    private List<MimeMessage> mails() {
        return Arrays.stream(smtp.getReceivedMessages())
                .filter(mail -> to(mail).contains(address))
                .toList();
    }

    private static String to(MimeMessage mail) {
        try {
            return Arrays.toString(mail.getAllRecipients());
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Quiet now, and for hours. */
    private static Map<String, Object> quietNow() {
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        return Map.of(
                "from", now.minusHours(3).withSecond(0).withNano(0).toString().substring(0, 5),
                "until", now.plusHours(3).withSecond(0).withNano(0).toString().substring(0, 5),
                "timeZone", "UTC");
    }

    @Test
    void what_is_switched_off_is_kept_back_with_the_reason_and_the_other_channel_goes_on() {
        know("ann");
        JsonNode saved = save("ann", Map.of("choices", List.of(choice("MONEY", "EMAIL", false))));
        assertThat(saved.at("/data/savePreferences/choices").valueStream())
                .filteredOn(choice -> !choice.path("isWanted").asBoolean()
                        && !choice.path("category").asString().equals("NEWS"))
                .singleElement()
                .satisfies(
                        choice -> assertThat(choice.path("channel").asString()).isEqualTo("EMAIL"));
        payOut("ann");

        JsonNode delivery = deliveries("ann", 1).get(0);
        assertThat(delivery.path("state").asString()).isEqualTo("SUPPRESSED");
        assertThat(delivery.path("reason").asString()).isEqualTo("SUPPRESSED_BY_PREFERENCE");
        assertThat(service.ask("{ inbox { nodes { id } } }", token("ann"))
                        .at("/data/inbox/nodes")
                        .size())
                .isEqualTo(1);
        assertThat(mails()).isEmpty();
    }

    @Test
    void an_inbox_that_does_not_want_it_gets_none_and_other_choices_stay_as_they_were() {
        know("ben");
        save("ben", Map.of("choices", List.of(choice("MONEY", "IN_APP", false))));
        save("ben", Map.of("choices", List.of(choice("BONUS", "EMAIL", false))));
        payOut("ben");

        assertThat(deliveries("ben", 2)
                        .valueStream()
                        .map(one -> one.path("channel").asString() + " "
                                + one.path("state").asString()))
                .containsExactlyInAnyOrder("EMAIL SENT", "IN_APP SUPPRESSED");
        assertThat(service.ask("{ inbox { nodes { id } } }", token("ben")).at("/data/inbox/nodes"))
                .isEmpty();
    }

    @Test
    void in_quiet_hours_a_mail_waits_and_what_is_critical_does_not() throws MessagingException {
        know("cyd");
        save("cyd", Map.of("quietHours", quietNow()));
        payOut("cyd");
        JsonNode waiting = deliveries("cyd", 1).get(0);
        assertThat(waiting.path("state").asString()).isEqualTo("DEFERRED");
        assertThat(waiting.path("reason").asString()).isEqualTo("DEFERRED_BY_QUIET_HOURS");
        assertThat(waiting.path("dueAt").isNull()).isFalse();

        payment.tell(new Frozen("cyd", "EUR", "2026-11-23T09:30:00Z"), "cyd", tenantId);
        await().atMost(PATIENCE).until(() -> mails().size() == 1);
        assertThat(mails().getFirst().getHeader("List-Unsubscribe"))
                .as("what is critical cannot be switched off")
                .isNull();

        JsonNode cleared = save("cyd", Map.of("clearsQuietHours", true));
        assertThat(cleared.at("/data/savePreferences/quietHours").isNull()).isTrue();
    }

    @Test
    void what_cannot_be_is_refused_field_by_field() {
        assertThat(save("dan", Map.of("choices", List.of(choice("SECURITY", "EMAIL", false))))
                        .at("/data/savePreferences/code")
                        .asString())
                .isEqualTo("ALWAYS_TOLD");
        JsonNode wrong = save(
                "dan", Map.of("quietHours", Map.of("from", "25:00", "until", "7:00", "timeZone", "Europe/Atlantis")));
        assertThat(TestService.wrongFields(wrong))
                .containsExactly("input.quietHours.from", "input.quietHours.until", "input.quietHours.timeZone");
        assertThat(TestService.errorCode(save(
                        "dan",
                        Map.of("quietHours", Map.of("from", "07:00", "until", "07:00", "timeZone", "Europe/Berlin")))))
                .isEqualTo("INVALID_INPUT");
    }

    @Test
    void one_click_ends_mails_of_the_category_and_a_look_at_the_page_ends_nothing()
            throws MessagingException, IOException, InterruptedException {
        know("eve");
        payOut("eve");
        await().atMost(PATIENCE).until(() -> mails().size() == 1);
        MimeMessage mail = mails().getFirst();
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        String header = mail.getHeader("List-Unsubscribe")[0].replaceAll("\\s", "");
        URI link = URI.create(header.substring(1, header.length() - 1));

        HttpResponse<String> page = send(HttpRequest.newBuilder(link).build());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("One-Click").doesNotContain("eve", address);
        assertThat(post(link, "something=else").statusCode()).isEqualTo(400);
        assertThat(isWanted("eve", "MONEY", "EMAIL")).isTrue();

        assertThat(post(link, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(200);
        assertThat(post(link, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(200);
        assertThat(isWanted("eve", "MONEY", "EMAIL")).isFalse();
        assertThat(isWanted("eve", "MONEY", "IN_APP")).isTrue();
        assertThat(isWanted("eve", "BONUS", "EMAIL")).isTrue();
        assertThat(isWanted("fay", "MONEY", "EMAIL")).isTrue();

        URI forged = URI.create(link.toString().replace("token=", "token=A"));
        assertThat(post(forged, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(400);
        assertThat(send(HttpRequest.newBuilder(forged).build()).statusCode()).isEqualTo(400);
    }

    @Test
    void the_same_at_once_is_kept_once() throws Exception {
        try (ExecutorService at = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<JsonNode>> saved = IntStream.range(0, 12)
                    .mapToObj(i -> at.submit(() -> save(
                            "gus", Map.of("choices", List.of(choice(i % 2 == 0 ? "GAMES" : "BONUS", "EMAIL", false))))))
                    .toList();
            for (Future<JsonNode> one : saved) {
                assertThat(one.get().path("errors").isMissingNode()).isTrue();
            }
        }
        assertThat(isWanted("gus", "GAMES", "EMAIL")).isFalse();
        assertThat(isWanted("gus", "BONUS", "EMAIL")).isFalse();
    }

    private static HttpResponse<String> post(URI link, String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(link)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private boolean isWanted(String userId, String category, String channel) {
        return service.ask("{ preferences { choices { category channel isWanted } } }", token(userId))
                .at("/data/preferences/choices")
                .valueStream()
                .filter(choice -> choice.path("category").asString().equals(category)
                        && choice.path("channel").asString().equals(channel))
                .anyMatch(choice -> choice.path("isWanted").asBoolean());
    }
}
