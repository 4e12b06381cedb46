package dev.coffer.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
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
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a push service that checks who sends, and a browser that opens what came. */
final class HttpWebPushPostTest {

    private static final ECKey VAPID = PushFixtures.ec();
    private static final ECKey BROWSER = PushFixtures.ec();
    private static final byte[] AUTH = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final MutableClock clock = MutableClock.atStandardTime();
    private ProviderStub service;
    private HttpWebPushPost post;
    private Mail mail;

    @BeforeEach
    void start() throws IOException, JOSEException {
        service = new ProviderStub(_ -> Answer.of(201, ""));
        post = new HttpWebPushPost(
                service.url(),
                new VapidKey(settings(PushFixtures.point(VAPID))),
                HttpPush.within(Duration.ofSeconds(2)),
                new SecureRandom(),
                clock);
        mail = to("Paid in", "12.50 EUR came in");
    }

    private static PushProperties.Web settings(String publicKey) {
        return new PushProperties.Web(publicKey, VAPID.getD().toString(), "mailto:push@example.com", List.of());
    }

    private Mail to(String title, String text) throws JOSEException {
        DeviceAddress address = new DeviceAddress(
                PushPlatform.WEB_PUSH,
                List.of(service.url() + "/push/abc", PushFixtures.point(BROWSER), PushFixtures.base64(AUTH)));
        return PushFixtures.mail(address, title, text);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    /** As RFC 8291 has a browser do it, by its own keys alone. */
    private static JsonNode open(byte[] body) throws GeneralSecurityException, JOSEException {
        byte[] salt = Arrays.copyOf(body, 16);
        assertThat(Arrays.copyOfRange(body, 16, 21)).containsExactly(0, 0, 16, 0, 65);
        byte[] sender = Arrays.copyOfRange(body, 21, 86);
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(BROWSER.toPrivateKey());
        agreement.doPhase(WebPushEncryption.publicKey(sender), true);
        byte[] own = WebPushEncryption.point(BROWSER.toECPublicKey());
        byte[] label = "WebPush: info\0".getBytes(StandardCharsets.US_ASCII);
        byte[] info = Arrays.copyOf(label, label.length + own.length + sender.length);
        System.arraycopy(own, 0, info, label.length, own.length);
        System.arraycopy(sender, 0, info, label.length + own.length, sender.length);
        byte[] input = derive(agreement.generateSecret(), AUTH, info, 32);
        byte[] key = derive(input, salt, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16);
        byte[] nonce = derive(input, salt, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        byte[] plain = cipher.doFinal(body, 86, body.length - 86);
        assertThat(plain[plain.length - 1]).isEqualTo((byte) 2);
        return JsonMapper.shared().readTree(Arrays.copyOf(plain, plain.length - 1));
    }

    private static byte[] derive(byte[] input, byte[] salt, byte[] info, int bytes) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(input)
                        .addSalt(salt)
                        .thenExpand(info, bytes));
    }

    @Test
    void the_browser_reads_what_was_sent_and_the_push_service_knows_by_whom()
            throws Post.NotNow, GeneralSecurityException, JOSEException, ParseException {
        assertThat(post.send(mail)).isInstanceOf(PostAnswer.Taken.class);

        Asked asked = service.asked().getFirst();
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /push/abc");
        assertThat(asked.header("TTL")).isEqualTo("86400");
        assertThat(asked.header("Content-Encoding")).isEqualTo("aes128gcm");
        assertThat(asked.header("Topic")).matches("[A-Za-z0-9_-]{1,32}");
        JsonNode shown = open(asked.body());
        assertThat(shown.path("title").asString()).isEqualTo("Paid in");
        assertThat(shown.path("body").asString()).isEqualTo("12.50 EUR came in");
        String[] vapid = asked.header("Authorization").split("[ =,]+");
        assertThat(vapid).startsWith("vapid", "t").contains("k", PushFixtures.point(VAPID));
        SignedJWT token = SignedJWT.parse(vapid[2]);
        assertThat(token.verify(new ECDSAVerifier(VAPID.toECPublicKey()))).isTrue();
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(service.url());
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("mailto:push@example.com");
        assertThat(token.getJWTClaimsSet().getExpirationTime())
                .isBetween(Date.from(clock.instant()), Date.from(clock.instant().plus(Duration.ofHours(24))));
    }

    @Test
    void no_two_messages_have_key_or_salt_in_common() throws Post.NotNow {
        post.send(mail);
        post.send(mail);
        byte[] one = service.asked().get(0).body();
        byte[] other = service.asked().get(1).body();
        assertThat(Arrays.copyOf(one, 16)).isNotEqualTo(Arrays.copyOf(other, 16));
        assertThat(Arrays.copyOfRange(one, 21, 86)).isNotEqualTo(Arrays.copyOfRange(other, 21, 86));
    }

    @Test
    void the_longest_message_there_is_fits_whatever_it_is_made_of()
            throws Post.NotNow, GeneralSecurityException, JOSEException {
        for (String character : List.of("a", "\"", "\n", "ä", "\u20ac", "\ud83d\ude00")) {
            post.send(to("x" + character.strip().repeat(199), character.repeat(4_000)));
        }
        for (Asked asked : service.asked()) {
            assertThat(asked.body().length).isLessThanOrEqualTo(4_096);
            assertThat(open(asked.body()).path("body").asString()).endsWith("…");
        }
        assertThat(service.asked()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void a_subscription_that_is_gone_is_told_as_such(int status) throws Post.NotNow {
        service.answerWith(_ -> Answer.of(status, ""));
        assertThat(post.send(mail))
                .isEqualTo(new PostAnswer.Bounced("the push service has no such subscription, " + status));
    }

    @Test
    void what_the_push_service_never_takes_is_refused_and_what_it_does_not_take_now_is_tried_later()
            throws Post.NotNow {
        service.answerWith(_ -> Answer.of(413, ""));
        assertThat(post.send(mail)).isEqualTo(new PostAnswer.Refused("the push service refused it with 413"));
        for (int status : new int[] {429, 500, 503}) {
            service.answerWith(_ -> new Answer(status, "", Map.of("Retry-After", "5")));
            assertThatExceptionOfType(Post.NotNow.class).isThrownBy(() -> post.send(mail));
        }
    }

    @Test
    void keys_that_do_not_belong_together_are_found_at_the_start() throws JOSEException {
        String other = PushFixtures.point(PushFixtures.ec());
        assertThatIllegalStateException()
                .isThrownBy(() -> new VapidKey(settings(other)))
                .withMessageContaining("do not belong together");
        assertThatIllegalStateException().isThrownBy(() -> new VapidKey(settings("no key")));
    }
}
