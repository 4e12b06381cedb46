package dev.coffer.kyc.check.sumsub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMACs as Sumsub documents them: over requests of ours, and over webhooks of theirs. */
final class SumsubSignatures {

    private static final String SHA256 = "HmacSHA256";
    private static final int PIECE = 8 << 10;

    /** By the names of {@code X-Payload-Digest-Alg}. SHA-1, which old webhooks may still be set to, is not taken. */
    private static final Map<String, String> ALGORITHMS =
            Map.of("HMAC_SHA256_HEX", SHA256, "HMAC_SHA512_HEX", "HmacSHA512");

    private SumsubSignatures() {}

    /**
     * Over the time in seconds, the method, the path with its query, and the body.
     *
     * @param body read to its end, piece by piece
     */
    static String ofRequest(String secret, String time, String method, String pathAndQuery, InputStream body)
            throws IOException {
        Mac mac = mac(SHA256, secret);
        mac.update((time + method + pathAndQuery).getBytes(StandardCharsets.UTF_8));
        byte[] piece = new byte[PIECE];
        int got = body.read(piece);
        while (got >= 0) {
            mac.update(piece, 0, got);
            got = body.read(piece);
        }
        return HexFormat.of().formatHex(mac.doFinal());
    }

    /** @param algorithm as its header names it @param digest as its header has it, in hexadecimal */
    static boolean isOfSumsub(String secret, @Nullable String algorithm, @Nullable String digest, byte[] body) {
        String known = algorithm == null ? null : ALGORITHMS.get(algorithm);
        if (known == null || digest == null) {
            return false;
        }
        String expected = HexFormat.of().formatHex(mac(known, secret).doFinal(body));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                digest.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII));
    }

    private static Mac mac(String algorithm, String secret) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
