package dev.coffer.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.notification.device.DeviceAddress;
import dev.coffer.notification.device.PushPlatform;
import dev.coffer.notification.post.Mail;
import dev.coffer.notification.post.Post;
import dev.coffer.notification.post.PostAnswer;
import dev.coffer.notification.push.Http2Server.Asked;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a real server of HTTP/2 over TLS, which takes what Apple documents and nothing else. */
final class HttpApnsPostTest {

    private static final ECKey KEY = PushFixtures.ec();
    private static final String TOKEN = "00fc13adff785122b4ad28809a3420982341241421348097878e577c991de8f0";
    private static final Mail MAIL =
            PushFixtures.mail(new DeviceAddress(PushPlatform.APNS, List.of(TOKEN)), "Paid in", "12.50 EUR came in");

    private static Http2Server apple;
    private static HttpClient http;

    private final MutableClock clock = MutableClock.atStandardTime();
    private HttpApnsPost post;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        apple = Http2Server.start(folder);
        http = apple.client();
    }

    @AfterAll
    static void stop() throws Exception {
        http.close();
        apple.close();
    }

    @BeforeEach
    void open() throws JOSEException {
        apple.asked().clear();
        apple.answerWith(200, "");
        post = new HttpApnsPost(
                new PushProperties.Apns("key.p8", "KEYID12345", "TEAMID1234", "dev.coffer.app", apple.url()),
                PushFixtures.pem(KEY.toPrivateKey()),
                new HttpPush(http, Duration.ofSeconds(5)),
                clock);
    }

    private static String bearer(Asked asked) {
        String authorization = asked.headers().getOrDefault("authorization", "");
        assertThat(authorization).startsWith("bearer ");
        return authorization.substring("bearer ".length());
    }

    @Test
    void a_message_is_pushed_over_http_2_as_apple_documents_it() throws Post.NotNow, JOSEException, ParseException {
        assertThat(post.send(MAIL)).isInstanceOf(PostAnswer.Taken.class);

        Asked asked = apple.asked().getFirst();
        assertThat(asked.protocol()).isEqualTo("HTTP/2.0");
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.path()).isEqualTo("/3/device/" + TOKEN);
        assertThat(asked.headers())
                .containsEntry("apns-topic", "dev.coffer.app")
                .containsEntry("apns-push-type", "alert")
                .containsEntry("apns-priority", "10")
                .containsEntry(
                        "apns-expiration",
                        Long.toString(clock.instant().plus(Duration.ofDays(1)).getEpochSecond()));
        assertThat(asked.headers().get("apns-collapse-id")).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(UUID.fromString(asked.headers().get("apns-id"))).isNotNull();
        JsonNode body = JsonMapper.shared().readTree(asked.body());
        assertThat(body.at("/aps/alert/title").asString()).isEqualTo("Paid in");
        assertThat(body.at("/aps/alert/body").asString()).isEqualTo("12.50 EUR came in");
        SignedJWT token = SignedJWT.parse(bearer(asked));
        assertThat(token.verify(new ECDSAVerifier(KEY.toECPublicKey()))).isTrue();
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(token.getHeader().getKeyID()).isEqualTo("KEYID12345");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("TEAMID1234");
        assertThat(token.getJWTClaimsSet().getIssueTime()).isEqualTo(clock.instant());
    }

    @Test
    void a_try_that_is_made_again_has_the_same_ids_and_a_token_is_used_for_40_minutes() throws Post.NotNow {
        post.send(MAIL);
        clock.advance(HttpApnsPost.TOKEN_LIFETIME.minusSeconds(1));
        post.send(MAIL);
        clock.advance(Duration.ofSeconds(1));
        post.send(MAIL);

        List<Asked> all = apple.asked();
        for (String header : List.of("apns-id", "apns-collapse-id")) {
            assertThat(all.get(1).headers().get(header))
                    .isEqualTo(all.getFirst().headers().get(header));
        }
        assertThat(bearer(all.get(1))).isEqualTo(bearer(all.getFirst()));
        assertThat(bearer(all.get(2))).isNotEqualTo(bearer(all.getFirst()));
    }

    @ParameterizedTest
    @CsvSource({"410, Unregistered", "410, ExpiredToken", "400, BadDeviceToken", "400, DeviceTokenNotForTopic"})
    void a_device_that_is_gone_is_told_as_such(int status, String reason) throws Post.NotNow {
        apple.answerWith(status, "{\"reason\": \"" + reason + "\"}");
        assertThat(post.send(MAIL))
                .isEqualTo(new PostAnswer.Bounced("APNs has no such device, " + status + " " + reason));
    }

    @ParameterizedTest
    @CsvSource({"400, BadTopic", "413, PayloadTooLarge", "405, MethodNotAllowed"})
    void what_apple_never_takes_is_refused(int status, String reason) throws Post.NotNow {
        apple.answerWith(status, "{\"reason\": \"" + reason + "\"}");
        assertThat(post.send(MAIL)).isEqualTo(new PostAnswer.Refused("APNs refused it with " + status + " " + reason));
    }

    @ParameterizedTest
    @CsvSource({
        "429, TooManyRequests",
        "429, TooManyProviderTokenUpdates",
        "403, InvalidProviderToken",
        "500, InternalServerError",
        "503, Shutdown"
    })
    void what_apple_does_not_take_now_is_tried_later(int status, String reason) {
        apple.answerWith(status, "{\"reason\": \"" + reason + "\"}");
        assertThatExceptionOfType(Post.NotNow.class).isThrownBy(() -> post.send(MAIL));
    }

    @Test
    void a_token_that_apple_calls_expired_is_replaced_by_another() throws Post.NotNow {
        apple.answerWith(403, "{\"reason\": \"ExpiredProviderToken\"}");
        assertThatExceptionOfType(Post.NotNow.class).isThrownBy(() -> post.send(MAIL));
        apple.answerWith(200, "");
        clock.advance(Duration.ofSeconds(2));
        post.send(MAIL);
        assertThat(bearer(apple.asked().get(1)))
                .isNotEqualTo(bearer(apple.asked().getFirst()));
    }
}
