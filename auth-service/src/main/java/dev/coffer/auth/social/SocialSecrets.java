package dev.coffer.auth.social;

import dev.coffer.core.seal.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What binds an answer of a provider to its question. The state is random; nonce and PKCE's verifier are derived from it, so that
 * nothing of them has to be kept.
 */
final class SocialSecrets {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final SecretKey key;
    private final SecureRandom random;

    SocialSecrets(MasterKey masterKey, SecureRandom random) {
        this.key = masterKey.derive("social", ALGORITHM);
        this.random = random;
    }

    /** 256 random bits, in 43 characters. */
    String make() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return BASE64.encodeToString(secret);
    }

    String nonce(String state) {
        return derive("nonce", state);
    }

    String verifier(String state) {
        return derive("verifier", state);
    }

    private String derive(String purpose, String state) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return BASE64.encodeToString(mac.doFinal((purpose + "\n" + state).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, unavailable);
        }
    }

    /** 64 hexadecimal digits. */
    static String digest(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
