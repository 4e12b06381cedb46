package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import dev.coffer.notification.message.PublicAddress;
import dev.coffer.notification.message.WhatsAppContent;
import dev.coffer.notification.post.Mail;
import dev.coffer.notification.post.Post;
import dev.coffer.notification.post.PostAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stub that is as strict as Twilio's documented API: method, path, credentials, fields and their forms. */
final class HttpTwilioPostTest {

    private static final String ACCOUNT = "AC" + "0123456789abcdef".repeat(2);
    private static final String TOKEN = "secret";
    private static final String SID = "SM" + "0123456789abcdef".repeat(2);
    private static final URI OUTSIDE = URI.create("https://push.example.com");
    private static final Mail TEXT = new Mail(
            "1",
            "main",
            NotificationChannel.SMS,
            NotificationPriority.URGENT,
            "+4915112345678",
            "Code",
            "048213 & more",
            "",
            null);

    private final List<Map<String, String>> taken = new ArrayList<>();
    private HttpServer twilio;
    private int status = 201;
    private String body = "{\"sid\": \"" + SID + "\", \"status\": \"queued\"}";
    private boolean isSilent;

    @BeforeEach
    void start() throws IOException {
        twilio = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        twilio.createContext("/", this::answer);
        twilio.start();
    }

    @AfterEach
    void stop() {
        twilio.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (isSilent) {
            exchange.close();
            return;
        }
        Map<String, String> form = new TreeMap<>();
        for (String field : sent.split("&")) {
            String[] parts = field.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        int answered = verdict(exchange, form);
        if (answered == 201) {
            taken.add(form);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answered, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int verdict(HttpExchange exchange, Map<String, String> form) {
        String credentials =
                Base64.getEncoder().encodeToString((ACCOUNT + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
        if (!("Basic " + credentials).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return 401;
        }
        boolean isThere = exchange.getRequestMethod().equals("POST")
                && exchange.getRequestURI().getPath().equals("/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json");
        boolean isForm = "application/x-www-form-urlencoded"
                .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
        boolean isWhole = form.getOrDefault("To", "").matches("(whatsapp:)?\\+[1-9][0-9]{6,14}")
                && form.getOrDefault("From", form.getOrDefault("To", "")).startsWith("whatsapp:")
                        == form.getOrDefault("To", "").startsWith("whatsapp:")
                && form.containsKey("From") != form.containsKey("MessagingServiceSid")
                && !form.getOrDefault("Body", "").isEmpty()
                && form.getOrDefault("Body", "").length() <= 1_600;
        return !isThere ? 404 : !isForm ? 415 : !isWhole ? 400 : status;
    }

    private HttpTwilioPost post(String token, String from) {
        return post(token, from, twilio.getAddress().getPort());
    }

    private static HttpTwilioPost post(String token, String from, int port) {
        return HttpTwilioPost.texts(settings(token, from, "", port), callbacks(null), Clock.systemUTC());
    }

    private static TwilioProperties settings(String token, String from, String whatsapp, int port) {
        return new TwilioProperties(ACCOUNT, token, from, whatsapp, "http://127.0.0.1:" + port, Duration.ofSeconds(2));
    }

    private static TwilioCallbacks callbacks(@Nullable URI outside) {
        return new TwilioCallbacks(settings(TOKEN, "+4930123456", "", 1), new PublicAddress(outside));
    }

    @Test
    void a_text_message_is_sent_as_twilio_documents_it() throws Post.NotNow {
        assertThat(post(TOKEN, "+4930123456").send(TEXT)).isEqualTo(new PostAnswer.Taken(SID));
        assertThat(post(TOKEN, "MG" + "ab".repeat(16)).send(TEXT)).isEqualTo(new PostAnswer.Taken(SID));

        assertThat(taken)
                .containsExactly(
                        Map.of("To", "+4915112345678", "From", "+4930123456", "Body", "048213 & more"),
                        Map.of(
                                "To",
                                "+4915112345678",
                                "MessagingServiceSid",
                                "MG" + "ab".repeat(16),
                                "Body",
                                "048213 & more"));
    }

    @Test
    void a_message_in_whatsapp_goes_from_a_number_there_and_says_where_its_end_is_to_be_told() throws Post.NotNow {
        Mail mail = new Mail(
                "1.wa",
                "main",
                NotificationChannel.WHATSAPP,
                NotificationPriority.URGENT,
                "+4915112345678",
                "Code",
                "Hi",
                "",
                null,
                new WhatsAppContent(null, List.of(), true));
        HttpTwilioPost post = HttpTwilioPost.whatsapp(
                settings(TOKEN, "+4930123456", "+4930999", twilio.getAddress().getPort()),
                callbacks(OUTSIDE),
                Clock.systemUTC());

        assertThat(post.send(mail)).isEqualTo(new PostAnswer.Taken(SID));
        assertThat(taken)
                .containsExactly(Map.of(
                        "To",
                        "whatsapp:+4915112345678",
                        "From",
                        "whatsapp:+4930999",
                        "Body",
                        "Hi",
                        "StatusCallback",
                        "https://push.example.com/notifications/twilio/status/main/1.wa"));
    }

    /** The example in the documentation of Twilio on how it signs. */
    @Test
    void a_signature_is_as_twilio_documents_it() {
        TreeMap<String, String> fields = new TreeMap<>(Map.of(
                "CallSid", "CA1234567890ABCDE",
                "Caller", "+14158675309",
                "Digits", "1234",
                "From", "+14158675309",
                "To", "+18005551212"));

        assertThat(TwilioCallbacks.signature("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", fields))
                .isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    @Test
    void what_twilio_refuses_is_told_by_number_and_without_the_phone_number() throws Post.NotNow {
        status = 400;
        body = "{\"code\": 21211, \"message\": \"The 'To' number +4915112345678 is not valid.\"}";
        assertThat(post(TOKEN, "+4930123456").send(TEXT))
                .isEqualTo(new PostAnswer.Bounced("the provider refused it with 400, 21211"));
        body = "no json +4915112345678";
        assertThat(post(TOKEN, "+4930123456").send(TEXT))
                .isEqualTo(new PostAnswer.Refused("the provider refused it with 400"));
    }

    @Test
    void what_was_surely_not_sent_is_sent_later() {
        status = 429;
        assertThatExceptionOfType(Post.NotNow.class)
                .isThrownBy(() -> post(TOKEN, "+4930123456").send(TEXT));
        status = 503;
        assertThatExceptionOfType(Post.NotNow.class)
                .isThrownBy(() -> post(TOKEN, "+4930123456").send(TEXT));
        assertThatExceptionOfType(Post.NotNow.class)
                .isThrownBy(() -> post("wrong", "+4930123456").send(TEXT));
        assertThatExceptionOfType(Post.NotNow.class)
                .isThrownBy(() -> post(TOKEN, "+4930123456", TestPorts.free()).send(TEXT));
    }

    @Test
    void what_may_have_been_sent_is_not_sent_again() throws Post.NotNow {
        status = 500;
        assertThat(post(TOKEN, "+4930123456").send(TEXT)).isEqualTo(new PostAnswer.Unknown(HttpTwilioPost.UNKNOWN));
        isSilent = true;
        assertThat(post(TOKEN, "+4930123456").send(TEXT)).isEqualTo(new PostAnswer.Unknown(HttpTwilioPost.UNKNOWN));
    }

    @Test
    void half_an_account_is_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TwilioProperties(ACCOUNT, "", "+4930123456", "", "x", Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TwilioProperties(ACCOUNT, "t", "Coffer", "", "x", Duration.ofSeconds(1)));
        assertThat(new TwilioProperties("", "", "", "", "x", Duration.ofSeconds(1)).isSet())
                .isFalse();
    }
}
