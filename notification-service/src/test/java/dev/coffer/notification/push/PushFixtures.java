package dev.coffer.notification.push;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.coffer.notification.device.DeviceAddress;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import dev.coffer.notification.post.Mail;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Keys as providers hand them out, made anew. */
public final class PushFixtures {

    private PushFixtures() {}

    public static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2_048).generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static String pem(PrivateKey key) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    /** The file of a service account. @param url of both Google's token endpoint and FCM */
    public static String serviceAccount(RSAKey key, String url) throws JOSEException {
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "type", "service_account",
                        "project_id", "coffer-test",
                        "client_email", "push@coffer-test.example.com",
                        "private_key_id", "key-1",
                        "private_key", pem(key.toPrivateKey()),
                        "token_uri", url + "/token"));
    }

    static String point(ECKey key) throws JOSEException {
        return base64(WebPushEncryption.point((ECPublicKey) key.toPublicKey()));
    }

    /** As a browser gives it. */
    public static String browserKey() throws JOSEException {
        return point(ec());
    }

    /** As long as a key, and none. */
    public static String offTheCurve() {
        byte[] point = new byte[65];
        point[0] = 4;
        point[64] = 7;
        return base64(point);
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Mail mail(DeviceAddress to, String title, String text) {
        return new Mail(
                "event-1.push.device-1",
                "main",
                NotificationChannel.PUSH,
                NotificationPriority.URGENT,
                to.toText(),
                title,
                text,
                "",
                null);
    }
}
