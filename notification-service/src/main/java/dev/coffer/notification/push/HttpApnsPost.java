package dev.coffer.notification.push;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.coffer.notification.device.DeviceAddress;
import dev.coffer.notification.post.Mail;
import dev.coffer.notification.post.Post;
import dev.coffer.notification.post.PostAnswer;
import dev.coffer.notification.post.RetryAfter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Pushes through Apple's service, with a token that says who sends. */
final class HttpApnsPost implements Post {

    /** Apple refuses a token that is an hour old, and who makes new ones more than every 20 minutes. */
    static final Duration TOKEN_LIFETIME = Duration.ofMinutes(40);

    private static final Duration KEPT_FOR = Duration.ofDays(1);
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final Set<String> NO_SUCH_DEVICE = Set.of("BadDeviceToken", "DeviceTokenNotForTopic");

    private final PushProperties.Apns settings;
    private final JWSSigner signer;
    private final HttpPush http;
    private final Clock clock;
    private @Nullable String token;
    private Instant made = Instant.MIN;

    HttpApnsPost(PushProperties.Apns settings, String key, HttpPush http, Clock clock) {
        this.settings = settings;
        this.http = http;
        this.clock = clock;
        try {
            this.signer = new ECDSASigner((ECPrivateKey) PushKeys.read(key, "EC"));
        } catch (JOSEException wrong) {
            throw new IllegalStateException("coffer.notification.push.apns.key-file holds no key on P-256", wrong);
        }
    }

    @Override
    public PostAnswer send(Mail mail) throws NotNow {
        PushText text = PushText.of(mail);
        String used = token();
        HttpResponse<String> answer = http.ask(HttpRequest.newBuilder(URI.create(settings.url() + "/3/device/"
                        + DeviceAddress.parse(mail.to()).target()))
                .header("authorization", "bearer " + used)
                .header("apns-topic", settings.topic())
                .header("apns-push-type", "alert")
                .header("apns-priority", "10")
                .header(
                        "apns-expiration",
                        Long.toString(clock.instant().plus(KEPT_FOR).getEpochSecond()))
                .header("apns-collapse-id", text.tag())
                .header(
                        "apns-id",
                        UUID.nameUUIDFromBytes(mail.id().getBytes(StandardCharsets.UTF_8))
                                .toString())
                .POST(HttpRequest.BodyPublishers.ofString(body(mail, text))));
        return read(answer, used);
    }

    private static String body(Mail mail, PushText text) {
        Map<String, Object> alert = Map.of("title", text.title(), "body", text.body());
        return JsonMapper.shared()
                .writeValueAsString(Map.of("aps", Map.of("alert", alert, "sound", "default"), "messageId", mail.id()));
    }

    private synchronized String token() {
        Instant now = clock.instant();
        String held = token;
        if (held == null || !now.isBefore(made.plus(TOKEN_LIFETIME))) {
            JWTClaimsSet claims = new JWTClaimsSet.Builder()
                    .issuer(settings.teamId())
                    .issueTime(Date.from(now))
                    .build();
            held = PushKeys.sign(JWSAlgorithm.ES256, settings.keyId(), claims, signer);
            token = held;
            made = now;
        }
        return held;
    }

    private synchronized void forget(String refused) {
        if (refused.equals(token)) {
            token = null;
        }
    }

    private PostAnswer read(HttpResponse<String> answer, String used) throws NotNow {
        int status = answer.statusCode();
        if (status == OK) {
            return new PostAnswer.Taken(answer.headers()
                    .firstValue("apns-id")
                    .filter(id -> id.length() <= 64)
                    .orElse(null));
        }
        String reason = HttpPush.code(HttpPush.json(answer), "/reason");
        if (status == GONE || NO_SUCH_DEVICE.contains(reason)) {
            return new PostAnswer.Bounced("APNs has no such device, " + status + " " + reason);
        }
        if (status == TOO_MANY && "TooManyRequests".equals(reason)) {
            throw NotNow.forRecipient("APNs takes nothing more for this device at the moment");
        }
        if (status == FORBIDDEN && "ExpiredProviderToken".equals(reason)) {
            forget(used);
        }
        if (status == TOO_MANY || status >= SERVER_ERROR || status == FORBIDDEN) {
            throw new NotNow("APNs said " + status + " " + reason, RetryAfter.of(answer.headers(), clock));
        }
        return new PostAnswer.Refused("APNs refused it with " + status + " " + reason);
    }

    @Override
    public String description() {
        return "pushed by APNs, topic " + settings.topic();
    }
}
