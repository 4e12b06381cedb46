package dev.coffer.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.coffer.core.testkit.NodePeers;
import dev.coffer.notification.device.DeviceAddress;
import dev.coffer.notification.device.PushPlatform;
import dev.coffer.notification.post.Post;
import dev.coffer.notification.push.ProviderStub.Answer;
import dev.coffer.notification.push.ProviderStub.Asked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The npm packages http_ece and jose read what is pushed to browsers; skipped where there is no Node.js. */
final class WebPushPeerIT {

    private static final ECKey VAPID = PushFixtures.ec();
    private static final ECKey BROWSER = PushFixtures.ec();
    private static final String AUTH = PushFixtures.base64("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

    private ProviderStub service;
    private HttpWebPushPost post;

    @BeforeAll
    static void install() {
        NodePeers.install();
    }

    @BeforeEach
    void start() throws IOException, JOSEException {
        service = new ProviderStub(_ -> Answer.of(201, ""));
        PushProperties.Web settings = new PushProperties.Web(
                PushFixtures.point(VAPID), VAPID.getD().toString(), "mailto:push@example.com", List.of());
        post = new HttpWebPushPost(
                service.url(),
                new VapidKey(settings),
                HttpPush.within(Duration.ofSeconds(2)),
                new SecureRandom(),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Asked sent(String title, String text) throws JOSEException, Post.NotNow {
        DeviceAddress address = new DeviceAddress(
                PushPlatform.WEB_PUSH, List.of(service.url() + "/push/abc", PushFixtures.point(BROWSER), AUTH));
        post.send(PushFixtures.mail(address, title, text));
        return service.asked().getLast();
    }

    private Map<String, String> toRead(Asked asked) {
        return new HashMap<>(Map.of(
                "body", PushFixtures.base64(asked.body()),
                "privateKey", BROWSER.getD().toString(),
                "auth", AUTH,
                "authorization", asked.header("Authorization"),
                "audience", service.url()));
    }

    private static JsonNode read(Map<String, String> asked) {
        try (NodePeers.Run run = NodePeers.run("webpush.js", JsonMapper.shared().writeValueAsString(asked))) {
            return JsonMapper.shared().readTree(run.finish().getLast());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.50 EUR came in", "Grüße, \ud83d\ude00 \"€\"", "x"})
    void others_decrypt_what_was_sent_and_know_by_whom(String text) throws Exception {
        JsonNode read = read(toRead(sent("Paid in", text)));

        assertThat(read.at("/message/title").asString()).isEqualTo("Paid in");
        assertThat(read.at("/message/body").asString()).isEqualTo(text);
        assertThat(read.at("/header/alg").asString()).isEqualTo("ES256");
        assertThat(read.at("/payload/aud").asString()).isEqualTo(service.url());
        assertThat(read.at("/payload/sub").asString()).isEqualTo("mailto:push@example.com");
        assertThat(Instant.ofEpochSecond(read.at("/payload/exp").asLong()))
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofHours(24)));
        assertThat(read.path("k").asString()).isEqualTo(PushFixtures.point(VAPID));
    }

    /** So that a reader that takes anything is found out. */
    @Test
    void others_refuse_another_browsers_secret_a_changed_byte_and_another_push_services_token() throws Exception {
        Asked asked = sent("Paid in", "12.50 EUR came in");
        byte[] changed = asked.body().clone();
        changed[changed.length - 1] ^= 1;
        for (Map.Entry<String, String> other : Map.of(
                        "auth", PushFixtures.base64("fedcba9876543210".getBytes(StandardCharsets.US_ASCII)),
                        "privateKey", PushFixtures.ec().getD().toString(),
                        "body", PushFixtures.base64(changed),
                        "audience", "https://push.example.org")
                .entrySet()) {
            Map<String, String> wrong = toRead(asked);
            wrong.put(other.getKey(), other.getValue());
            assertThatExceptionOfType(AssertionError.class)
                    .as(other.getKey())
                    .isThrownBy(() -> read(wrong))
                    .withMessageContaining("ended with 1");
        }
    }
}
