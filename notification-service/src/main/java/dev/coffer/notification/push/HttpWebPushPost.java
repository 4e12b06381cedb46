package dev.coffer.notification.push;

import dev.coffer.notification.device.DeviceAddress;
import dev.coffer.notification.post.Mail;
import dev.coffer.notification.post.Post;
import dev.coffer.notification.post.PostAnswer;
import dev.coffer.notification.post.RetryAfter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Pushes to browsers, through one push service (RFC 8030); encrypted, so that the push service reads nothing of it. */
final class HttpWebPushPost implements Post {

    private static final String TTL_SECONDS = "86400";
    private static final int SUCCESS = 2;
    private static final int HUNDRED = 100;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private final String service;
    private final VapidKey vapid;
    private final HttpPush http;
    private final SecureRandom random;
    private final Clock clock;

    /** @param service the origin that it is listed by */
    HttpWebPushPost(String service, VapidKey vapid, HttpPush http, SecureRandom random, Clock clock) {
        this.service = service;
        this.vapid = vapid;
        this.http = http;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public PostAnswer send(Mail mail) throws NotNow {
        DeviceAddress address = DeviceAddress.parse(mail.to());
        URI endpoint = URI.create(address.target());
        String origin = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
        PushText text = PushText.of(mail);
        HttpResponse<String> answer = http.ask(HttpRequest.newBuilder(endpoint)
                .header("TTL", TTL_SECONDS)
                .header("Urgency", "normal")
                .header("Topic", text.tag())
                .header("Content-Encoding", "aes128gcm")
                .header("Content-Type", "application/octet-stream")
                .header("Authorization", vapid.authorization(origin, clock.instant()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body(address, mail, text))));
        return read(answer);
    }

    private byte[] body(DeviceAddress address, Mail mail, PushText text) {
        byte[] plain = JsonMapper.shared()
                .writeValueAsString(Map.of("messageId", mail.id(), "title", text.title(), "body", text.body()))
                .getBytes(StandardCharsets.UTF_8);
        byte[] salt = new byte[WebPushEncryption.SALT_BYTES];
        random.nextBytes(salt);
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
            pairs.initialize(new ECGenParameterSpec("secp256r1"), random);
            return WebPushEncryption.encrypt(
                    plain,
                    Base64.getUrlDecoder().decode(address.parts().get(1)),
                    Base64.getUrlDecoder().decode(address.parts().get(2)),
                    pairs.generateKeyPair(),
                    salt);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A push message cannot be encrypted", impossible);
        }
    }

    private PostAnswer read(HttpResponse<String> answer) throws NotNow {
        int status = answer.statusCode();
        if (status / HUNDRED == SUCCESS) {
            return PostAnswer.Taken.WITHOUT_RECEIPT;
        }
        if (status == NOT_FOUND || status == GONE) {
            return new PostAnswer.Bounced("the push service has no such subscription, " + status);
        }
        if (status == TOO_MANY || status >= SERVER_ERROR) {
            throw new NotNow("the push service said " + status, RetryAfter.of(answer.headers(), clock));
        }
        return new PostAnswer.Refused("the push service refused it with " + status);
    }

    @Override
    public String description() {
        return "pushed to browsers by " + service;
    }
}
