package dev.coffer.notification.push;

import dev.coffer.notification.device.DeviceAddress;
import dev.coffer.notification.post.Mail;
import dev.coffer.notification.post.Post;
import dev.coffer.notification.post.PostAnswer;
import dev.coffer.notification.post.RetryAfter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pushes through Firebase Cloud Messaging (HTTP v1). */
final class HttpFcmPost implements Post {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final String TTL = "86400s";

    /** What is asked of who goes over the quota and is told nothing else, by FCM's own documentation. */
    private static final Duration USUAL_REST = Duration.ofMinutes(1);

    private final String project;
    private final URI url;
    private final HttpGoogleTokens tokens;
    private final HttpPush http;
    private final Clock clock;

    HttpFcmPost(GoogleAccount account, String url, HttpPush http, Clock clock) {
        this.project = account.project();
        this.url = URI.create(url + "/v1/projects/" + project + "/messages:send");
        this.tokens = new HttpGoogleTokens(account, http, clock);
        this.http = http;
        this.clock = clock;
    }

    @Override
    public PostAnswer send(Mail mail) throws NotNow {
        String token = tokens.token();
        HttpResponse<String> answer = http.ask(HttpRequest.newBuilder(url)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body(mail))));
        if (answer.statusCode() == UNAUTHORIZED) {
            tokens.forget(token);
        }
        return read(answer);
    }

    private static String body(Mail mail) {
        PushText text = PushText.of(mail);
        Map<String, Object> message = Map.of(
                "token",
                DeviceAddress.parse(mail.to()).target(),
                "notification",
                Map.of("title", text.title(), "body", text.body()),
                "data",
                Map.of("messageId", mail.id()),
                "android",
                Map.of("ttl", TTL, "notification", Map.of("tag", text.tag())),
                "apns",
                Map.of("headers", Map.of("apns-collapse-id", text.tag())));
        return JsonMapper.shared().writeValueAsString(Map.of("message", message));
    }

    private PostAnswer read(HttpResponse<String> answer) throws NotNow {
        int status = answer.statusCode();
        JsonNode json = HttpPush.json(answer);
        if (status == OK) {
            return new PostAnswer.Taken(json == null ? null : json.path("name").asString(null));
        }
        String code = code(json);
        if (isGone(code, json)) {
            return new PostAnswer.Bounced("FCM has no such device, " + status + " " + code);
        }
        if (status == TOO_MANY || status >= SERVER_ERROR || status == UNAUTHORIZED) {
            throw new NotNow("FCM said " + status + " " + code, rest(status, answer));
        }
        return new PostAnswer.Refused("FCM refused it with " + status + " " + code);
    }

    /** The code of FCM itself, which is the more exact one; else that of Google's APIs. */
    private static String code(@Nullable JsonNode json) {
        if (json != null) {
            for (JsonNode detail : json.at("/error/details").values()) {
                String code = HttpPush.code(detail, "/errorCode");
                if (!code.isEmpty()) {
                    return code;
                }
            }
        }
        return HttpPush.code(json, "/error/status");
    }

    /** Gone, another sender's, or a token that never was one: FCM says of the last that the field is wrong. */
    private static boolean isGone(String code, @Nullable JsonNode json) {
        boolean isWrongToken = "INVALID_ARGUMENT".equals(code)
                && Objects.requireNonNull(json).at("/error/details").toString().contains("\"message.token\"");
        return "UNREGISTERED".equals(code) || "SENDER_ID_MISMATCH".equals(code) || isWrongToken;
    }

    private @Nullable Duration rest(int status, HttpResponse<String> answer) {
        Duration asked = RetryAfter.of(answer.headers(), clock);
        return asked == null && status == TOO_MANY ? USUAL_REST : asked;
    }

    @Override
    public String description() {
        return "pushed by FCM, project " + project;
    }
}
