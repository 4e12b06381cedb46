package dev.coffer.kyc.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A JPEG, segment by segment. Kept are the tables, the frame and its scans, what of JFIF and Adobe says how to show them, and of EXIF the
 * orientation alone, without which photos lie on their side. All other segments of applications and all comments are left out.
 */
final class JpegFile {

    private static final int MARKER = 0xff;
    private static final int START = 0xd8;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int NOTHING = -1;
    /** Progressive pictures have about ten; each costs whoever shows it a pass over all pixels. */
    private static final int MOST_SCANS = 100;

    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
    private static final int JFIF_LENGTH = 14;
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final int ADOBE_LENGTH = 12;

    private final FileBytes in;
    private final OutputStream out;
    private boolean hasFrame;
    private boolean isTurned;
    private int scans;

    JpegFile(FileBytes in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    void clean() throws IOException {
        in.require(2);
        marker(START);
        int code = nextMarker();
        while (code != END) {
            code = segment(code);
        }
        if (scans == 0) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        marker(END);
        if (!in.isOver()) {
            throw new RefusedFile(FileRefusal.KYC_FILE_BEYOND_END);
        }
    }

    private int nextMarker() throws IOException {
        if (in.require() != MARKER) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        int code = MARKER;
        while (code == MARKER) {
            code = in.require();
        }
        return code;
    }

    /** @return the code of the next marker */
    private int segment(int code) throws IOException {
        if (code < 0xc0 || code == START || isRestart(code)) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        int length = (int) in.number(2) - 2;
        if (length < 0) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        byte[] data = in.require(length);
        switch (code) {
            case 0xe0 -> jfif(data);
            case 0xe1 -> exif(data);
            case 0xee -> adobe(data);
            case 0xc4, 0xdb, 0xdc, 0xdd -> write(code, data);
            case SCAN -> {
                return scan(data);
            }
            default -> other(code, data);
        }
        return nextMarker();
    }

    private static boolean isRestart(int code) {
        return code >= 0xd0 && code <= 0xd7;
    }

    private void other(int code, byte[] data) throws IOException {
        boolean isFrame = code <= 0xcf && code != 0xc8 && code != 0xcc;
        boolean isDropped = (code >= 0xe0 && code <= 0xef) || code == 0xfe;
        if (isFrame) {
            frame(code, data);
        } else if (!isDropped) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
    }

    private void frame(int code, byte[] data) throws IOException {
        if (hasFrame || data.length < 6) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        hasFrame = true;
        FileInspection.requirePixels(
                (data[3] & 0xff) << 8 | (data[4] & 0xff), (data[1] & 0xff) << 8 | (data[2] & 0xff));
        write(code, data);
    }

    /** Copies the scan's data up to the next marker that is not part of it. */
    private int scan(byte[] head) throws IOException {
        if (!hasFrame) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        if (++scans > MOST_SCANS) {
            throw new RefusedFile(FileRefusal.KYC_FILE_BOMB);
        }
        write(SCAN, head);
        int found = NOTHING;
        while (found == NOTHING) {
            int value = in.require();
            if (value == MARKER) {
                found = withinScan();
            } else {
                out.write(value);
            }
        }
        return found;
    }

    /** After a 0xff within a scan. @return the marker's code where it ends the scan */
    private int withinScan() throws IOException {
        int code = in.require();
        while (code == MARKER) {
            code = in.require();
        }
        if (code != 0 && !isRestart(code)) {
            return code;
        }
        marker(code);
        return NOTHING;
    }

    private void jfif(byte[] data) throws IOException {
        if (data.length >= JFIF_LENGTH && Arrays.equals(JFIF, Arrays.copyOf(data, JFIF.length))) {
            byte[] plain = Arrays.copyOf(data, JFIF_LENGTH);
            // No thumbnail.
            plain[JFIF_LENGTH - 2] = 0;
            plain[JFIF_LENGTH - 1] = 0;
            write(0xe0, plain);
        }
    }

    private void adobe(byte[] data) throws IOException {
        if (data.length >= ADOBE_LENGTH && Arrays.equals(ADOBE, Arrays.copyOf(data, ADOBE.length))) {
            write(0xee, Arrays.copyOf(data, ADOBE_LENGTH));
        }
    }

    private void exif(byte[] data) throws IOException {
        int orientation = ExifOrientation.of(data);
        if (orientation > 1 && !isTurned) {
            isTurned = true;
            write(0xe1, ExifOrientation.alone(orientation));
        }
    }

    private void marker(int code) throws IOException {
        out.write(MARKER);
        out.write(code);
    }

    private void write(int code, byte[] data) throws IOException {
        marker(code);
        out.write((data.length + 2) >> 8);
        out.write(data.length + 2);
        out.write(data);
    }
}
