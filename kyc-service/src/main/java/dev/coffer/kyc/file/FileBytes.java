package dev.coffer.kyc.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The bytes of a file as they come, counted: neither more nor for longer than is accepted, whatever the sender announced. */
final class FileBytes {

    private static final int BUFFER = 16 << 10;

    private final InputStream origin;
    private final long most;
    private final BooleanSupplier isLate;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int filled;
    private long read;

    /** @param isLate whether the time that is given to the whole file is over */
    FileBytes(InputStream origin, long most, BooleanSupplier isLate) {
        this.origin = origin;
        this.most = most;
        this.isLate = isLate;
    }

    /** The first bytes, which stay to be read; fewer where there are no more. To be called before anything is read. */
    byte[] head(int length) throws IOException {
        while (filled < length && more()) {
            // A slow sender gives a few bytes at a time.
        }
        return Arrays.copyOf(buffer, Math.min(length, filled));
    }

    /** The next byte, or -1 at the end. */
    int next() throws IOException {
        if (position == filled) {
            position = 0;
            filled = 0;
            if (!more()) {
                return -1;
            }
        }
        return buffer[position++] & 0xff;
    }

    /** How many were taken so far. */
    long position() {
        return read - (filled - position);
    }

    int require() throws IOException {
        int value = next();
        if (value < 0) {
            throw new RefusedFile(FileRefusal.KYC_FILE_TRUNCATED);
        }
        return value;
    }

    /** A number of so many bytes, the highest first. @param bytes 1 to 4 */
    long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | require();
        }
        return value;
    }

    byte[] require(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) require();
        }
        return bytes;
    }

    /** Reads on. @param out null to drop it */
    void copy(long length, @Nullable OutputStream out) throws IOException {
        long left = length;
        while (left > 0) {
            int first = require();
            int run = (int) Math.min(left - 1, filled - position);
            if (out != null) {
                out.write(first);
                out.write(buffer, position, run);
            }
            position += run;
            left -= run + 1L;
        }
    }

    boolean isOver() throws IOException {
        if (next() < 0) {
            return true;
        }
        position--;
        return false;
    }

    private boolean more() throws IOException {
        if (isLate.getAsBoolean()) {
            throw new RefusedFile(FileRefusal.KYC_FILE_TOO_SLOW);
        }
        int got = origin.read(buffer, filled, BUFFER - filled);
        if (got <= 0) {
            return false;
        }
        filled += got;
        read += got;
        if (read > most) {
            throw new RefusedFile(FileRefusal.KYC_FILE_TOO_LARGE);
        }
        return true;
    }
}
