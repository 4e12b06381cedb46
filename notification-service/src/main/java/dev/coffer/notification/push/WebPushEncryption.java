package dev.coffer.notification.push;

import com.nimbusds.jose.jwk.Curve;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Message encryption for Web Push (RFC 8291) in one record of {@code aes128gcm} (RFC 8188).
 *
 * @see "docs/adr/0088-push-messages.md"
 */
final class WebPushEncryption {

    static final int SALT_BYTES = 16;

    private static final int POINT_BYTES = 65;
    private static final int COORDINATE_BYTES = 32;
    private static final int KEY_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int RECORD_BYTES = 4_096;
    private static final byte LAST_RECORD = 2;
    private static final byte UNCOMPRESSED = 4;

    private WebPushEncryption() {}

    /**
     * The body of a push message.
     *
     * @param browser its public key, 65 bytes
     * @param secret its authentication secret, 16 bytes
     * @param own a pair on P-256 that was made for this message alone
     * @param salt 16 random bytes, of this message alone
     */
    static byte[] encrypt(byte[] plain, byte[] browser, byte[] secret, KeyPair own, byte[] salt)
            throws GeneralSecurityException {
        byte[] sender = point((ECPublicKey) own.getPublic());
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own.getPrivate());
        agreement.doPhase(publicKey(browser), true);
        byte[] info = joined("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), browser, sender);
        byte[] input = derive(agreement.generateSecret(), secret, info, COORDINATE_BYTES);
        byte[] key =
                derive(input, salt, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), KEY_BYTES);
        byte[] nonce =
                derive(input, salt, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), NONCE_BYTES);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        byte[] sealed = cipher.doFinal(joined(plain, new byte[] {LAST_RECORD}));
        byte[] sizes = ByteBuffer.allocate(Integer.BYTES + 1)
                .putInt(RECORD_BYTES)
                .put((byte) POINT_BYTES)
                .array();
        return joined(salt, sizes, sender, sealed);
    }

    private static byte[] derive(byte[] input, byte[] salt, byte[] info, int bytes) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(input)
                        .addSalt(salt)
                        .thenExpand(info, bytes));
    }

    static ECPublicKey publicKey(byte[] point) throws GeneralSecurityException {
        ECPoint at = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE_BYTES)),
                new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE_BYTES, POINT_BYTES)));
        return (ECPublicKey)
                KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(at, Curve.P_256.toECParameterSpec()));
    }

    /** Uncompressed, as browsers and RFC 8292 have it. */
    static byte[] point(ECPublicKey key) {
        return joined(
                new byte[] {UNCOMPRESSED},
                coordinate(key.getW().getAffineX()),
                coordinate(key.getW().getAffineY()));
    }

    private static byte[] coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] whole = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, whole, COORDINATE_BYTES - length, length);
        return whole;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
