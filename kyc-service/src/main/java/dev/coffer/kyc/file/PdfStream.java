package dev.coffer.kyc.file;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * A stream of a PDF while it is read: unpacked to count what comes of it, and, where it is a list of objects, to look at their names.
 * Nothing of it is kept.
 */
final class PdfStream implements AutoCloseable {

    /** Of one file, all its streams together. */
    private static final long MOST_UNPACKED = 256L << 20;

    private static final int PIECE = 4 << 10;

    private final byte[] packed = new byte[PIECE];
    private final byte[] unpacked = new byte[PIECE];
    private @Nullable Inflater inflater;
    private @Nullable PdfNames inside;
    private boolean isListOfObjects;
    private boolean hasBegun;
    private int waiting;
    private long total;

    boolean isUnpacking() {
        return inflater != null;
    }

    /** @param names of the stream's dictionary */
    void begin(PdfNames names) throws RefusedFile {
        isListOfObjects = names.has(PdfNames.PACKED_OBJECTS);
        if (isListOfObjects && names.hasAny(PdfNames.WRAPPED)) {
            throw new RefusedFile(FileRefusal.KYC_FILE_ACTIVE_CONTENT);
        }
        if (names.isPackedTwice()) {
            throw new RefusedFile(FileRefusal.KYC_FILE_BOMB);
        }
        hasBegun = false;
        waiting = 0;
        inside = null;
        inflater = names.has(PdfNames.PACKED) ? new Inflater() : null;
    }

    void take(int value) throws RefusedFile {
        packed[waiting++] = (byte) value;
        if (waiting == PIECE || isLikelyOver(value)) {
            unpack();
        }
    }

    /** The end of what is packed must be known when it is there, and not a piece later: words count again from there on. */
    private static boolean isLikelyOver(int value) {
        return value == '\n' || value == '\r' || value == 'e';
    }

    private void unpack() throws RefusedFile {
        Inflater current = inflater;
        if (current == null) {
            return;
        }
        current.setInput(packed, 0, waiting);
        waiting = 0;
        try {
            int got = current.inflate(unpacked);
            while (got > 0) {
                look(got);
                got = current.inflate(unpacked);
            }
            if (current.finished() || current.needsDictionary()) {
                stop();
            }
        } catch (DataFormatException damaged) {
            if (isListOfObjects) {
                throw (RefusedFile) new RefusedFile(FileRefusal.KYC_FILE_ACTIVE_CONTENT).initCause(damaged);
            }
            stop();
        }
    }

    private void look(int got) throws RefusedFile {
        total += got;
        if (total > MOST_UNPACKED) {
            throw new RefusedFile(FileRefusal.KYC_FILE_BOMB);
        }
        if (!hasBegun) {
            hasBegun = true;
            // A list of objects begins with their numbers, also where its dictionary does not call it one.
            inside = isListOfObjects || Character.isDigit(unpacked[0]) ? new PdfNames() : null;
        }
        if (inside != null) {
            for (int i = 0; i < got; i++) {
                inside.take(unpacked[i] & 0xff);
            }
        }
    }

    /** At the end of the file. */
    void end() throws RefusedFile {
        unpack();
        if (inflater != null && isListOfObjects) {
            throw new RefusedFile(FileRefusal.KYC_FILE_TRUNCATED);
        }
    }

    private void stop() {
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
