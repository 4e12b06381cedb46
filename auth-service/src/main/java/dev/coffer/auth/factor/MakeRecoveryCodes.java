package dev.coffer.auth.factor;

import dev.coffer.auth.user.User;
import dev.coffer.core.seal.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Makes recovery codes, and the digests that are stored of them: HMACs with a key of this installation, over the user too, so that a
 * copy of the database alone allows no guessing, and a digest is worth nothing in another user's account.
 */
final class MakeRecoveryCodes {

    static final int HOW_MANY = 10;

    /** 80 bits each. */
    private static final int CODE_BYTES = 10;

    private static final int CODE_CHARS = 16;
    private static final int GROUP_CHARS = 4;
    private static final String HMAC = "HmacSHA256";

    private final SecretKey key;
    private final SecureRandom random;

    MakeRecoveryCodes(MasterKey masterKey, SecureRandom random) {
        this.key = masterKey.derive("recovery-codes", HMAC);
        this.random = random;
    }

    /** Ten codes such as {@code 7Q4K-M2ZD-08XR-TB5N}. */
    RecoveryCodes make() {
        List<String> codes = new ArrayList<>(HOW_MANY);
        for (int i = 0; i < HOW_MANY; i++) {
            byte[] bytes = new byte[CODE_BYTES];
            random.nextBytes(bytes);
            codes.add(grouped(Base32.FOR_PEOPLE.encode(bytes)));
        }
        return new RecoveryCodes(codes);
    }

    List<byte[]> digests(User user, RecoveryCodes made) {
        return made.codes().stream().map(code -> digest(user, code)).toList();
    }

    /** @param typed as a person types it: in whatever case and groups, with O for 0 and I or L for 1 */
    byte[] digest(User user, String typed) {
        String text = String.join("\n", user.tenantId(), user.id(), canonical(typed));
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + HMAC, impossible);
        }
    }

    private static String canonical(String typed) {
        return typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    private static String grouped(String code) {
        List<String> groups = new ArrayList<>();
        for (int from = 0; from < CODE_CHARS; from += GROUP_CHARS) {
            groups.add(code.substring(from, from + GROUP_CHARS));
        }
        return String.join("-", groups);
    }
}
