package dev.coffer.kyc.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A PDF, which is kept byte by byte as it is, so that a bank's signature over it stays whole, and read along the way: it is refused
 * where it says anything in {@link PdfNames#ACTIVE}, in plain sight or in a packed list of objects.
 */
final class PdfFile {

    private static final int WINDOW = 16;
    private static final byte[] END_OF_FILE = ascii("%%EOF");
    private static final byte[] STREAM = ascii("stream\n");
    private static final byte[] STREAM_OF_WINDOWS = ascii("stream\r\n");
    private static final byte[] STREAM_END = ascii("endstream");
    private static final byte[] END_STREAM_LINE = ascii("endstream\n");
    private static final byte[] END_STREAM_LINE_OF_WINDOWS = ascii("endstream\r\n");
    private static final byte[] OBJECT = ascii(" obj");
    private static final byte[] ARCHIVE_END = {'P', 'K', 5, 6};
    /** So far from its end, and no farther, an archive is found by its own end. */
    private static final long ARCHIVE_REACH = 66_000;

    private final FileBytes in;
    private final OutputStream out;
    private final byte[] window = new byte[WINDOW];
    private final PdfNames names = new PdfNames();
    private final PdfStream stream = new PdfStream();
    private int at;
    private boolean isEnded;
    private boolean isInStream;
    private long archiveEnd = Long.MIN_VALUE / 2;

    PdfFile(FileBytes in, OutputStream out) {
        this.in = in;
        this.out = new BufferedOutputStream(out);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void copy() throws IOException {
        try {
            for (int value = in.next(); value >= 0; value = in.next()) {
                out.write(value);
                take(value);
            }
            stream.end();
        } finally {
            stream.close();
        }
        if (!isEnded) {
            throw new RefusedFile(FileRefusal.KYC_FILE_TRUNCATED);
        }
        if (in.position() - archiveEnd < ARCHIVE_REACH) {
            throw new RefusedFile(FileRefusal.KYC_FILE_BEYOND_END);
        }
        out.flush();
    }

    private void take(int value) throws IOException {
        window[at++ & WINDOW - 1] = (byte) value;
        names.take(value);
        boolean wasUnpacking = stream.isUnpacking();
        if (wasUnpacking) {
            if (names.has(PdfNames.PACKED_OBJECTS)) {
                // A list of objects that is hidden in what passes for packed.
                throw new RefusedFile(FileRefusal.KYC_FILE_ACTIVE_CONTENT);
            }
            stream.take(value);
        }
        // What is packed may hold any word: only its own end ends it.
        if (!wasUnpacking) {
            words(value);
        }
    }

    private void words(int value) throws IOException {
        switch (value) {
            case 'F' -> isEnded |= !isInStream && endsWith(END_OF_FILE);
            case 'm' -> isInStream &= !endsWith(STREAM_END);
            case 'j' -> {
                if (endsWith(OBJECT)) {
                    names.forget();
                }
            }
            case '\n' -> begin();
            case 6 -> archiveEnd = endsWith(ARCHIVE_END) ? in.position() : archiveEnd;
            default -> {
                // Nothing ends in it.
            }
        }
        if (isEnded && !PdfNames.isSpace(value) && !endsWith(END_OF_FILE)) {
            // A later version of the same document may follow, and has an end of its own.
            isEnded = false;
        }
    }

    private void begin() throws IOException {
        boolean isBegin = endsWith(STREAM) || endsWith(STREAM_OF_WINDOWS);
        boolean isEnd = endsWith(END_STREAM_LINE) || endsWith(END_STREAM_LINE_OF_WINDOWS);
        // Also within one that is not packed: a reader finds what is hidden there by its place.
        if (isBegin && !isEnd) {
            isInStream = true;
            stream.begin(names);
            names.forget();
        }
    }

    private boolean endsWith(byte[] word) {
        for (int i = 0; i < word.length; i++) {
            if (window[at - word.length + i & WINDOW - 1] != word[i]) {
                return false;
            }
        }
        return true;
    }
}
