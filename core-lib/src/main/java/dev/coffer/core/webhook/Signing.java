package dev.coffer.core.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature itself: HMAC-SHA256 over {@code <time>.<body>}. */
final class Signing {

    static final int SIGNATURE_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private Signing() {}

    /** @param time as it stands in the header */
    static byte[] signature(byte[] key, String time, byte[] body) {
        byte[] prefix = (time + '.').getBytes(StandardCharsets.US_ASCII);
        return hmac(key, prefix, body);
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, impossible);
        }
    }
}
