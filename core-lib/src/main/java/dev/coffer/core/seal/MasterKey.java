package dev.coffer.core.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The 256-bit secret that all replicas of an installation share. It never encrypts by itself: each purpose has its own key
 * derived from it (HKDF-SHA256), so that no two uses can be played against each other.
 */
public final class MasterKey {

    static final int BYTES = 32;
    private static final int ID_BYTES = 8;

    private final byte[] material;

    private MasterKey(byte[] material) {
        this.material = material;
    }

    /**
     * @param text 32 bytes in Base64, as {@code openssl rand -base64 32} prints them
     * @throws IllegalArgumentException without the text itself, which may be a mistyped secret
     */
    public static MasterKey ofBase64(String text) {
        byte[] material;
        try {
            material = Base64.getDecoder().decode(text.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException(
                    "The master key is not Base64; make one with: openssl rand -base64 32", notBase64);
        }
        if (material.length != BYTES) {
            throw new IllegalArgumentException("The master key has " + material.length + " bytes; it needs " + BYTES
                    + ". Make one with: openssl rand -base64 32");
        }
        return new MasterKey(material);
    }

    public static MasterKey generate(SecureRandom random) {
        byte[] material = new byte[BYTES];
        random.nextBytes(material);
        return new MasterKey(material);
    }

    String toBase64() {
        return Base64.getEncoder().encodeToString(material);
    }

    /** Names this key without telling it; stored beside what it sealed. 16 hexadecimal digits. */
    public String id() {
        return HexFormat.of().formatHex(Arrays.copyOf(derive("key-id", "HKDF").getEncoded(), ID_BYTES));
    }

    /**
     * The 256-bit key for one purpose.
     *
     * @param purpose a constant of the caller, such as "signing-keys"
     * @param algorithm what the key is for in the JDK's words: "AES", "HmacSHA256"
     */
    public SecretKey derive(String purpose, String algorithm) {
        byte[] info = ("coffer/" + purpose).getBytes(StandardCharsets.UTF_8);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract().addIKM(material).thenExpand(info, BYTES));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("This Java runtime has no HKDF-SHA256", unavailable);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + id() + "]";
    }
}
