package dev.coffer.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.notification.message.NotificationChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stub that is as strict as Twilio's documented API: method, path, credentials, fields and their forms. */
final class HttpTwilioPostTest {

    private static final String ACCOUNT = "AC" + "0123456789abcdef".repeat(2);
    private static final String TOKEN = "secret";
    private static final Mail TEXT =
            new Mail("1", NotificationChannel.SMS, "+4915112345678", "Code", "048213 & more", "", null);

    private final List<Map<String, String>> taken = new ArrayList<>();
    private HttpServer twilio;
    private int status = 201;
    private String body = "{\"sid\": \"SM1\", \"status\": \"queued\"}";
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
        boolean isWhole = form.getOrDefault("To", "").matches("\\+[1-9][0-9]{6,14}")
                && form.containsKey("From") != form.containsKey("MessagingServiceSid")
                && !form.getOrDefault("Body", "").isEmpty()
                && form.getOrDefault("Body", "").length() <= 1_600;
        return !isThere ? 404 : !isForm ? 415 : !isWhole ? 400 : status;
    }

    private HttpTwilioPost post(String token, String from) {
        return post(token, from, twilio.getAddress().getPort());
    }

    private static HttpTwilioPost post(String token, String from, int port) {
        return new HttpTwilioPost(
                new TwilioProperties(ACCOUNT, token, from, "http://127.0.0.1:" + port, Duration.ofSeconds(2)));
    }

    @Test
    void a_text_message_is_sent_as_twilio_documents_it() throws Post.NotNow {
        assertThat(post(TOKEN, "+4930123456").send(TEXT)).isNull();
        assertThat(post(TOKEN, "MG" + "ab".repeat(16)).send(TEXT)).isNull();

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
    void what_twilio_refuses_is_told_by_number_and_without_the_phone_number() throws Post.NotNow {
        status = 400;
        body = "{\"code\": 21211, \"message\": \"The 'To' number +4915112345678 is not valid.\"}";
        assertThat(post(TOKEN, "+4930123456").send(TEXT)).isEqualTo("the provider refused it with 400, 21211");
        body = "no json +4915112345678";
        assertThat(post(TOKEN, "+4930123456").send(TEXT)).isEqualTo("the provider refused it with 400");
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
        assertThat(post(TOKEN, "+4930123456").send(TEXT)).isEqualTo(HttpTwilioPost.UNKNOWN);
        isSilent = true;
        assertThat(post(TOKEN, "+4930123456").send(TEXT)).isEqualTo(HttpTwilioPost.UNKNOWN);
    }

    @Test
    void half_an_account_is_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TwilioProperties(ACCOUNT, "", "+4930123456", "x", Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TwilioProperties(ACCOUNT, "t", "Coffer", "x", Duration.ofSeconds(1)));
        assertThat(new TwilioProperties("", "", "", "x", Duration.ofSeconds(1)).isSet())
                .isFalse();
    }
}
