package dev.coffer.notification.push;

import dev.coffer.notification.post.Post;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks providers. Without an answer it is not known whether they took a message: it goes once more, and its tag has a device show it once. */
final class HttpPush {

    private final HttpClient http;
    private final Duration timeout;

    HttpPush(HttpClient http, Duration timeout) {
        this.http = http;
        this.timeout = timeout;
    }

    /** Over HTTP/2 where the provider speaks it; APNs speaks nothing else. */
    static HttpPush within(Duration timeout) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new HttpPush(http, timeout);
    }

    HttpResponse<String> ask(HttpRequest.Builder request) throws Post.NotNow {
        try {
            return http.send(request.timeout(timeout).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException away) {
            throw new Post.NotNow("the provider was not reached, or gave no answer");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Post.NotNow("it was interrupted");
        }
    }

    /** Null where it is no JSON. */
    static @Nullable JsonNode json(HttpResponse<String> answer) {
        try {
            return JsonMapper.shared().readTree(answer.body());
        } catch (JacksonException none) {
            return null;
        }
    }

    /** A code as providers write them: "UNREGISTERED", "BadDeviceToken". Anything else might repeat what it was sent. */
    static String code(@Nullable JsonNode json, String pointer) {
        String code = json == null ? "" : json.at(pointer).asString("");
        return code.matches("[A-Za-z_]{1,60}") ? code : "";
    }
}
