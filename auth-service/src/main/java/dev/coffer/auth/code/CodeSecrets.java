package dev.coffer.auth.code;

import dev.coffer.auth.user.Contact;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.seal.Seal;
import dev.coffer.core.seal.SealedSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What is secret about codes. A code has a million values, so whoever has the database alone could try them all against a plain
 * hash: the hash is keyed by the master key. So are the digests of contacts, which can be guessed as well.
 */
final class CodeSecrets {

    static final int DIGITS = 6;

    private static final int VALUES = 1_000_000;
    private static final int HASH_BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final SecretKey hashing;
    private final SecretKey counting;
    private final Seal contacts;
    private final SecureRandom random;

    CodeSecrets(MasterKey masterKey, SecureRandom random) {
        this.hashing = masterKey.derive("one-time-codes", HMAC);
        this.counting = masterKey.derive("sent-codes", HMAC);
        this.contacts = new Seal(masterKey, "one-time-code-contacts", random);
        this.random = random;
    }

    /** Six digits, each value as likely as any other: {@code nextInt} draws again what would favour some. */
    String newCode() {
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", random.nextInt(VALUES));
    }

    byte[] hash(String tenantId, String id, String code) {
        return hmac(hashing, tenantId, id, code);
    }

    /** A hash that no code has. */
    byte[] hashOfNone() {
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(hash);
        return hash;
    }

    /** Whether {@code typed} is the code; takes as long either way. */
    boolean isCode(StoredCode code, String typed) {
        return MessageDigest.isEqual(code.hash(), hash(code.tenantId(), code.id(), typed));
    }

    /** Stands for something that must not be readable where it is counted. */
    String digest(String tenantId, CodePurpose purpose, String kind, String subject) {
        return HexFormat.of().formatHex(hmac(counting, tenantId, purpose.name(), kind, subject));
    }

    SealedSecret seal(String id, Contact contact) {
        return contacts.seal(contact.value().getBytes(StandardCharsets.UTF_8), id);
    }

    Contact open(StoredCode code) {
        return Contact.parse(new String(contacts.open(code.to(), code.id()), StandardCharsets.UTF_8));
    }

    private static byte[] hmac(SecretKey key, String... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + HMAC, impossible);
        }
    }
}
