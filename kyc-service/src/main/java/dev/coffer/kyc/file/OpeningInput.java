package dev.coffer.kyc.file;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Opens what {@link SealingOutput} has sealed, frame by frame. Nothing of a frame is given out that was changed or is out of place. */
public final class OpeningInput extends InputStream {

    private final InputStream origin;
    private final SealedFrames frames;
    private final byte[] plain = new byte[SealedFrames.SEALED];
    /** One byte more than a frame: whether there is another tells the last one. */
    private final byte[] sealed = new byte[SealedFrames.SEALED + 1];

    private int held;
    private int position;
    private int filled;
    private boolean isOver;

    /** @param boundTo as when it was sealed */
    public OpeningInput(InputStream origin, byte[] key, String boundTo) {
        this.origin = origin;
        this.frames = new SealedFrames(key, boundTo);
    }

    @Override
    public int read() throws IOException {
        return isFilled() ? plain[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!isFilled()) {
            return -1;
        }
        int piece = Math.min(length, filled - position);
        System.arraycopy(plain, position, target, from, piece);
        position += piece;
        return piece;
    }

    /** @throws IOException where a frame was changed, moved or left out since */
    private boolean isFilled() throws IOException {
        while (position == filled && !isOver) {
            held += origin.readNBytes(sealed, held, sealed.length - held);
            boolean isLast = held < sealed.length;
            int length = isLast ? held : SealedFrames.SEALED;
            try {
                filled = frames.next(Cipher.DECRYPT_MODE, sealed, length, plain, isLast);
            } catch (GeneralSecurityException changed) {
                throw new IOException("A sealed file was changed, cut or moved", changed);
            }
            position = 0;
            isOver = isLast;
            sealed[0] = sealed[SealedFrames.SEALED];
            held = isLast ? 0 : 1;
        }
        return position < filled;
    }

    @Override
    public void close() throws IOException {
        origin.close();
    }
}
