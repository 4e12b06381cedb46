package dev.coffer.core.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Texts that go out in links and come back: parts with an HMAC that only this installation makes, fit for an address. Whoever has one can read
 * it, and change nothing. Until when it counts is one of the parts, and the caller's to look at.
 */
public final class SignedText {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SEPARATOR = "\n";
    private static final int MOST_CHARACTERS = 1_024;

    private final SecretKey key;

    /** @param purpose no text of one purpose counts for another */
    public SignedText(MasterKey masterKey, String purpose) {
        this.key = masterKey.derive(purpose, ALGORITHM);
    }

    /** @throws IllegalArgumentException where a part has more than one line: it could be read as others */
    public String sign(String... parts) {
        for (String part : parts) {
            if (part.contains(SEPARATOR)) {
                throw new IllegalArgumentException("A part of a signed text is one line");
            }
        }
        byte[] bytes = String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(bytes) + '.' + base64.encodeToString(hmac(bytes));
    }

    /** The parts that were signed; null for what is not of this installation and purpose, or was changed. */
    public @Nullable List<String> read(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() > MOST_CHARACTERS) {
            return null;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text.substring(0, dot));
            byte[] said = Base64.getUrlDecoder().decode(text.substring(dot + 1));
            return MessageDigest.isEqual(hmac(bytes), said)
                    ? List.of(new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, -1))
                    : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private byte[] hmac(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, impossible);
        }
    }
}
