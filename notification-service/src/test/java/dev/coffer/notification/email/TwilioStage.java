package dev.coffer.notification.email;

import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** A service that sends by a stand-in for Twilio, and hears of it by signed words. */
final class TwilioStage implements AutoCloseable {

    static final String ACCOUNT = "AC" + "0123456789abcdef".repeat(2);
    static final String TOKEN = "secret";
    static final String FROM_WHATSAPP = "+4930123457";
    static final String APPROVED_FOR_CODES = "HX" + "0e".repeat(16);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final ProviderStub twilio;
    final TestTokens tokens = TestTokens.start();
    final TestService service;

    TwilioStage(String database) throws IOException {
        this(database, Map.of());
    }

    /** @param more settings */
    TwilioStage(String database, Map<String, String> more) throws IOException {
        int port = TestPorts.free();
        twilio = new ProviderStub(TwilioStage::taken);
        service = TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, settings(port, more));
    }

    private Map<String, String> settings(int port, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
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
                FROM_WHATSAPP,
                "coffer.notification.whatsapp-codes.texts.en",
                APPROVED_FOR_CODES,
                "coffer.notification.twilio.url",
                twilio.url()));
        settings.putAll(more);
        return settings;
    }

    static Answer taken(ProviderStub.Asked asked) {
        return Answer.of(201, "{\"sid\": \"" + sid(field(asked.text(), "To")) + "\"}");
    }

    /** The same for the same recipient, as Twilio has it: with "whatsapp:" before the number. */
    static String sid(String to) {
        return "SM"
                + UUID.nameUUIDFromBytes(to.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }

    static SortedMap<String, String> fields(String form) {
        SortedMap<String, String> fields = new TreeMap<>();
        for (String pair : form.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    static String field(String form, String name) {
        return fields(form).getOrDefault(name, "");
    }

    /** The forms that were sent to that number. @param to without "whatsapp:" */
    List<SortedMap<String, String>> sentTo(String to) {
        return twilio.asked().stream()
                .map(asked -> fields(asked.text()))
                .filter(form -> form.getOrDefault("To", "").endsWith(to))
                .toList();
    }

    /** Where Twilio was asked to say what became of the message. */
    String callback(String to) {
        return await().atMost(AuthEvents.PATIENCE)
                .until(
                        () -> sentTo(to).stream()
                                .map(form -> form.getOrDefault("StatusCallback", ""))
                                .findFirst()
                                .orElse(""),
                        address -> !address.isEmpty());
    }

    /** What Twilio says of a message. @param to with "whatsapp:" where it went there @param error empty for none */
    static SortedMap<String, String> said(String to, String status, String error) {
        return new TreeMap<>(Map.of(
                "AccountSid", ACCOUNT, "MessageSid", sid(to), "MessageStatus", status, "To", to, "ErrorCode", error));
    }

    /** Signed. @return the status */
    static int say(String address, SortedMap<String, String> fields) {
        return say(address, fields, TwilioCallbacks.signature(TOKEN, address, fields));
    }

    static int say(String address, Map<String, String> fields, String signature) {
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

    @Override
    public void close() {
        service.close();
        tokens.close();
        twilio.close();
    }
}
