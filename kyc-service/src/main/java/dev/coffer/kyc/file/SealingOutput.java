package dev.coffer.kyc.file;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Cipher;

/** Seals what is written to it, frame by frame, and counts and digests it. What is not closed does not open. */
public final class SealingOutput extends OutputStream {

    private final OutputStream origin;
    private final SealedFrames frames;
    private final MessageDigest digest;
    private final byte[] plain = new byte[SealedFrames.PLAIN];
    private final byte[] sealed = new byte[SealedFrames.SEALED];
    private int filled;
    private long written;

    /**
     * @param key of this file alone, from {@link #newKey}
     * @param boundTo the identity of what the file belongs to; the same text opens it
     */
    public SealingOutput(OutputStream origin, byte[] key, String boundTo) {
        this.origin = origin;
        this.frames = new SealedFrames(key, boundTo);
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    public static byte[] newKey(SecureRandom random) {
        byte[] key = new byte[SealedFrames.KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    @Override
    public void write(int value) throws IOException {
        room();
        plain[filled++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int left = length;
        while (left > 0) {
            room();
            int piece = Math.min(left, plain.length - filled);
            System.arraycopy(bytes, at, plain, filled, piece);
            filled += piece;
            at += piece;
            left -= piece;
        }
    }

    /** A full frame waits until more comes: the last one is marked. */
    private void room() throws IOException {
        if (filled == plain.length) {
            frame(false);
        }
    }

    private void frame(boolean isLast) throws IOException {
        try {
            digest.update(plain, 0, filled);
            int length = frames.next(Cipher.ENCRYPT_MODE, plain, filled, sealed, isLast);
            written += filled;
            filled = 0;
            origin.write(sealed, 0, length);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("AES-GCM failed to seal a frame", failed);
        }
    }

    /** Writes the last frame. What it is written to stays open. */
    @Override
    public void close() throws IOException {
        frame(true);
    }

    /** Of the bytes as they were written, in hexadecimal; once it is closed. */
    public String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Bytes before they were sealed. */
    public long size() {
        return written;
    }
}
