package dev.coffer.notification.email;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends text messages by Twilio's Messages resource (API 2010-04-01). Twilio knows no idempotency key for it, so a message whose outcome is
 * unknown is not sent again: it may have been sent. What Twilio says is told by its numbers only: its words repeat the phone number.
 */
final class HttpTwilioPost implements Post {

    static final String UNKNOWN = "the provider gave no answer; it may have been sent, and is not sent again";

    private static final int CREATED = 201;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int SERVER_ERROR = 500;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int LONGEST_TEXT = 1_600;

    private final TwilioProperties settings;
    private final HttpClient http;

    HttpTwilioPost(TwilioProperties settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public @Nullable String send(Mail mail) throws NotNow {
        try {
            HttpResponse<String> answer = http.send(request(mail), HttpResponse.BodyHandlers.ofString());
            return read(answer);
        } catch (ConnectException | HttpConnectTimeoutException away) {
            throw new NotNow("the provider was not reached");
        } catch (IOException unknown) {
            return UNKNOWN;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }

    private HttpRequest request(Mail mail) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("To", mail.to());
        form.put(settings.isService() ? "MessagingServiceSid" : "From", settings.from());
        form.put("Body", mail.text().length() > LONGEST_TEXT ? mail.text().substring(0, LONGEST_TEXT) : mail.text());
        String credentials = settings.accountSid() + ':' + settings.authToken();
        return HttpRequest.newBuilder(
                        URI.create(settings.url() + "/2010-04-01/Accounts/" + settings.accountSid() + "/Messages.json"))
                .timeout(settings.timeout())
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                .build();
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** What Twilio refuses at its door was not sent; what broke inside of it may have been. */
    private static @Nullable String read(HttpResponse<String> answer) throws NotNow {
        int status = answer.statusCode();
        if (status == CREATED) {
            return null;
        }
        if (status == TOO_MANY || status == UNAVAILABLE) {
            throw new NotNow("the provider said " + status);
        }
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            throw new NotNow("the provider does not take account and token");
        }
        return status >= SERVER_ERROR ? UNKNOWN : "the provider refused it with " + status + code(answer.body());
    }

    private static String code(String body) {
        try {
            int code = JsonMapper.shared().readTree(body).path("code").asInt(0);
            return code == 0 ? "" : ", " + code;
        } catch (JacksonException unreadable) {
            return "";
        }
    }

    @Override
    public String description() {
        return "sent by Twilio, account " + settings.accountSid();
    }
}
