package dev.coffer.kyc.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a file is sealed: AES-256-GCM over frames of {@value #PLAIN} bytes, each with its number and whether it is the last as its nonce.
 * So a frame that is changed, moved, left out or added does not open, nor does a file that is cut. A key seals one file only, which is
 * what lets its nonces be numbers.
 */
final class SealedFrames {

    static final int PLAIN = 64 << 10;
    static final int SEALED = PLAIN + 16;
    static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;

    private final SecretKey key;
    private final byte[] boundTo;
    private int number;

    SealedFrames(byte[] key, String boundTo) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("A file's key has " + KEY_BYTES + " bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
        this.boundTo = boundTo.getBytes(StandardCharsets.UTF_8);
    }

    /** @return how many bytes were written to {@code target} */
    int next(int mode, byte[] source, int length, byte[] target, boolean isLast) throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .putInt(NONCE_BYTES - 5, number)
                .put(NONCE_BYTES - 1, (byte) (isLast ? 1 : 0))
                .array();
        number = Math.addExact(number, 1);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(boundTo);
        return cipher.doFinal(source, 0, length, target, 0);
    }
}
