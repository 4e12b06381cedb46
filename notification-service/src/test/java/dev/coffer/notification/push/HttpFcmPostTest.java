package dev.coffer.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.notification.device.DeviceAddress;
import dev.coffer.notification.device.PushPlatform;
import dev.coffer.notification.post.Mail;
import dev.coffer.notification.post.Post;
import dev.coffer.notification.post.PostAnswer;
import dev.coffer.notification.push.ProviderStub.Answer;
import dev.coffer.notification.push.ProviderStub.Asked;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a stub that is as strict as Google documents its token endpoint and FCM (HTTP v1). */
final class HttpFcmPostTest {

    private static final RSAKey KEY = PushFixtures.rsa();
    private static final String TOKEN = "bk3RNwTe3H0:CI2k_HHwgIpoDKCIZvvDMExUdFQ3P1";
    private static final Mail MAIL =
            PushFixtures.mail(new DeviceAddress(PushPlatform.FCM, List.of(TOKEN)), "Paid \"in\"", "12.50 EUR\ncame in");

    private final MutableClock clock = MutableClock.atStandardTime();
    private ProviderStub google;
    private HttpFcmPost post;
    private int issued;
    private Answer answer = Answer.of(200, "{\"name\": \"projects/coffer-test/messages/1\"}");

    @BeforeEach
    void start() throws IOException, JOSEException {
        google = new ProviderStub(this::answer);
        GoogleAccount account = GoogleAccount.parse(PushFixtures.serviceAccount(KEY, google.url()));
        post = new HttpFcmPost(account, google.url(), HttpPush.within(Duration.ofSeconds(2)), clock);
    }

    @AfterEach
    void stop() {
        google.close();
    }

    private Answer answer(Asked asked) {
        return asked.path().equals("/token") ? token(asked) : message(asked);
    }

    private Answer token(Asked asked) {
        String[] form = asked.text().split("&", -1);
        boolean isGrant = URLDecoder.decode(form[0], StandardCharsets.UTF_8)
                .equals("grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer");
        try {
            SignedJWT assertion = SignedJWT.parse(
                    URLDecoder.decode(form[1], StandardCharsets.UTF_8).substring("assertion=".length()));
            Date now = Date.from(clock.instant());
            boolean isGood = assertion.verify(new RSASSAVerifier(KEY.toRSAPublicKey()))
                    && "key-1".equals(assertion.getHeader().getKeyID())
                    && "push@coffer-test.example.com"
                            .equals(assertion.getJWTClaimsSet().getIssuer())
                    && assertion.getJWTClaimsSet().getAudience().equals(List.of(google.url() + "/token"))
                    && "https://www.googleapis.com/auth/firebase.messaging"
                            .equals(assertion.getJWTClaimsSet().getStringClaim("scope"))
                    && assertion.getJWTClaimsSet().getExpirationTime().after(now)
                    && assertion
                            .getJWTClaimsSet()
                            .getExpirationTime()
                            .before(Date.from(clock.instant().plus(Duration.ofMinutes(61))));
            return isGrant && isGood
                    ? Answer.of(200, "{\"access_token\": \"ya29." + ++issued + "\", \"expires_in\": 3599}")
                    : Answer.of(400, "{\"error\": \"invalid_grant\"}");
        } catch (ParseException | JOSEException wrong) {
            return Answer.of(400, "{\"error\": \"invalid_grant\"}");
        }
    }

    private Answer message(Asked asked) {
        boolean isThere =
                asked.method().equals("POST") && asked.path().equals("/v1/projects/coffer-test/messages:send");
        boolean isJson = asked.header("Content-type").startsWith("application/json");
        boolean isOurs = asked.header("Authorization").equals("Bearer ya29." + issued);
        return !isThere
                ? Answer.of(404, "")
                : !isOurs ? Answer.of(401, error("UNAUTHENTICATED", "")) : isJson ? answer : Answer.of(400, "");
    }

    private static String error(String status, String details) {
        return "{\"error\": {\"status\": \"" + status + "\", \"message\": \"about " + TOKEN + "\", \"details\": ["
                + details + "]}}";
    }

    private static String fcm(String code) {
        return "{\"@type\": \"type.googleapis.com/google.firebase.fcm.v1.FcmError\", \"errorCode\": \"" + code + "\"}";
    }

    @Test
    void a_message_is_pushed_as_google_documents_it_with_one_token_for_as_long_as_it_counts() throws Post.NotNow {
        assertThat(post.send(MAIL)).isEqualTo(new PostAnswer.Taken("projects/coffer-test/messages/1"));
        assertThat(post.send(MAIL)).isInstanceOf(PostAnswer.Taken.class);
        assertThat(issued).isEqualTo(1);
        clock.advance(Duration.ofSeconds(3_599 - 60));
        assertThat(post.send(MAIL)).isInstanceOf(PostAnswer.Taken.class);
        assertThat(issued).isEqualTo(2);

        JsonNode message =
                JsonMapper.shared().readTree(google.asked().get(1).text()).path("message");
        assertThat(message.path("token").asString()).isEqualTo(TOKEN);
        assertThat(message.at("/notification/title").asString()).isEqualTo("Paid \"in\"");
        assertThat(message.at("/notification/body").asString()).isEqualTo("12.50 EUR\ncame in");
        assertThat(message.at("/data/messageId").asString()).isEqualTo(MAIL.id());
        assertThat(message.at("/android/notification/tag").asString())
                .matches("[A-Za-z0-9_-]{32}")
                .isEqualTo(message.at("/apns/headers/apns-collapse-id").asString());
    }

    @ParameterizedTest
    @CsvSource({
        "404, UNREGISTERED, NOT_FOUND",
        "403, SENDER_ID_MISMATCH, PERMISSION_DENIED",
    })
    void a_device_that_is_gone_is_told_as_such(int status, String code, String google) throws Post.NotNow {
        answer = Answer.of(status, error(google, fcm(code)));
        assertThat(post.send(MAIL)).isEqualTo(new PostAnswer.Bounced("FCM has no such device, " + status + " " + code));
    }

    @Test
    void a_token_that_never_was_one_is_gone_and_any_other_wrong_field_is_not() throws Post.NotNow {
        String violation = "{\"@type\": \"type.googleapis.com/google.rpc.BadRequest\", \"fieldViolations\": [{"
                + "\"field\": \"%s\", \"description\": \"wrong\"}]}";
        answer = Answer.of(
                400, error("INVALID_ARGUMENT", fcm("INVALID_ARGUMENT") + "," + violation.formatted("message.token")));
        assertThat(post.send(MAIL)).isInstanceOf(PostAnswer.Bounced.class);
        answer = Answer.of(
                400, error("INVALID_ARGUMENT", fcm("INVALID_ARGUMENT") + "," + violation.formatted("message.data")));
        assertThat(post.send(MAIL)).isEqualTo(new PostAnswer.Refused("FCM refused it with 400 INVALID_ARGUMENT"));
    }

    @ParameterizedTest
    @CsvSource({"429, QUOTA_EXCEEDED", "500, INTERNAL", "503, UNAVAILABLE"})
    void what_fcm_does_not_take_now_is_tried_later(int status, String code) {
        answer = new Answer(status, error(code, fcm(code)), Map.of("Retry-After", "30"));
        assertThatExceptionOfType(Post.NotNow.class)
                .isThrownBy(() -> post.send(MAIL))
                .withMessage("FCM said " + status + " " + code);
    }

    @Test
    void a_token_that_google_counts_no_more_is_replaced_by_another() throws Post.NotNow {
        post.send(MAIL);
        google.answerWith(asked -> asked.path().equals("/token")
                ? token(asked)
                : asked.header("Authorization").endsWith(".1") ? Answer.of(401, error("UNAUTHENTICATED", "")) : answer);
        assertThatExceptionOfType(Post.NotNow.class).isThrownBy(() -> post.send(MAIL));
        assertThat(post.send(MAIL)).isInstanceOf(PostAnswer.Taken.class);
        assertThat(issued).isEqualTo(2);
    }

    @Test
    void where_google_does_not_know_the_account_or_does_not_answer_it_is_tried_later() {
        google.answerWith(_ -> Answer.of(400, "{\"error\": \"invalid_grant\"}"));
        assertThatExceptionOfType(Post.NotNow.class)
                .isThrownBy(() -> post.send(MAIL))
                .withMessageContaining("invalid_grant");
        google.answerWith(asked -> asked.path().equals("/token") ? token(asked) : Answer.of(0, ""));
        assertThatExceptionOfType(Post.NotNow.class).isThrownBy(() -> post.send(MAIL));
    }

    @Test
    void half_an_account_is_none_and_its_key_is_not_shown() {
        assertThatIllegalStateException()
                .isThrownBy(() -> GoogleAccount.parse("{\"project_id\": \"p\", \"private_key\": \"secret-key\"}"))
                .withMessageContaining("client_email")
                .withMessageNotContaining("secret-key");
        assertThatIllegalStateException().isThrownBy(() -> GoogleAccount.parse("no json"));
    }
}
