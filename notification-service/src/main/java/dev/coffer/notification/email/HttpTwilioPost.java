package dev.coffer.notification.email;

import dev.coffer.notification.post.Mail;
import dev.coffer.notification.post.Post;
import dev.coffer.notification.post.PostAnswer;
import dev.coffer.notification.post.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends text messages, and those of WhatsApp, by Twilio's Messages resource (API 2010-04-01). Twilio knows no idempotency key for it, so a message whose outcome is
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

    private final TwilioProperties settings;
    private final String from;
    private final String prefix;
    private final TwilioCallbacks callbacks;
    private final Clock clock;
    private final HttpClient http;

    private HttpTwilioPost(
            TwilioProperties settings, String from, String prefix, TwilioCallbacks callbacks, Clock clock) {
        this.settings = settings;
        this.from = from;
        this.prefix = prefix;
        this.callbacks = callbacks;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    static HttpTwilioPost texts(TwilioProperties settings, TwilioCallbacks callbacks, Clock clock) {
        return new HttpTwilioPost(settings, settings.from(), "", callbacks, clock);
    }

    static HttpTwilioPost whatsapp(TwilioProperties settings, TwilioCallbacks callbacks, Clock clock) {
        return new HttpTwilioPost(settings, settings.whatsappFrom(), "whatsapp:", callbacks, clock);
    }

    @Override
    public PostAnswer send(Mail mail) throws NotNow {
        String unsaid = TwilioBody.unsaid(mail);
        if (unsaid != null) {
            return new PostAnswer.Refused(unsaid);
        }
        try {
            HttpResponse<String> answer = http.send(request(mail), HttpResponse.BodyHandlers.ofString());
            return read(answer);
        } catch (ConnectException | HttpConnectTimeoutException away) {
            throw new NotNow("the provider was not reached");
        } catch (IOException unknown) {
            return new PostAnswer.Unknown(UNKNOWN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new PostAnswer.Unknown(UNKNOWN);
        }
    }

    private HttpRequest request(Mail mail) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("To", prefix + mail.to());
        boolean isService = from.startsWith("MG");
        form.put(isService ? "MessagingServiceSid" : "From", isService ? from : prefix + from);
        form.putAll(TwilioBody.of(mail));
        String callback = callbacks.address(mail.tenantId(), mail.id());
        if (callback != null) {
            form.put("StatusCallback", callback);
        }
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
    private PostAnswer read(HttpResponse<String> answer) throws NotNow {
        int status = answer.statusCode();
        if (status == CREATED) {
            return new PostAnswer.Taken(sid(answer.body()));
        }
        if (status == TOO_MANY || status == UNAVAILABLE) {
            throw new NotNow("the provider said " + status, RetryAfter.of(answer.headers(), clock));
        }
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            throw new NotNow("the provider does not take account and token");
        }
        if (status >= SERVER_ERROR) {
            return new PostAnswer.Unknown(UNKNOWN);
        }
        int code = code(answer.body());
        String reason = "the provider refused it with " + status + TwilioErrors.told(code);
        return TwilioErrors.isNoSuchRecipient(code) ? new PostAnswer.Bounced(reason) : new PostAnswer.Refused(reason);
    }

    private static @Nullable String sid(String body) {
        try {
            String sid = JsonMapper.shared().readTree(body).path("sid").asString("");
            return TwilioCallbacks.isSid(sid) ? sid : null;
        } catch (JacksonException unreadable) {
            return null;
        }
    }

    private static int code(String body) {
        try {
            return JsonMapper.shared().readTree(body).path("code").asInt(0);
        } catch (JacksonException unreadable) {
            return 0;
        }
    }

    @Override
    public String description() {
        return "sent by Twilio, account " + settings.accountSid() + (prefix.isEmpty() ? "" : ", in WhatsApp");
    }
}
