package dev.coffer.kyc.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A PNG, chunk by chunk. Kept are the picture and what says how its colours are meant; texts, times, EXIF, colour profiles and all that is
 * not known are left out. Its pixels are unpacked and counted, not kept: neither more nor fewer than the size says.
 */
final class PngFile {

    private static final int SIGNATURE = 8;
    private static final int HEADER_LENGTH = 13;
    private static final int PIECE = 8 << 10;
    private static final Set<String> KEPT =
            Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs");
    /** First column, first row, columns and rows from one to the next, of each pass of an interlaced picture. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] ALL_AT_ONCE = {{0, 0, 1, 1}};

    private final FileBytes in;
    private final OutputStream out;
    private final Inflater inflater = new Inflater();
    private final byte[] unpacked = new byte[PIECE];
    private long expected;
    private long counted;

    PngFile(FileBytes in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    void clean() throws IOException {
        try {
            out.write(in.require(SIGNATURE));
            String type = chunk(true);
            while (!type.equals("IEND")) {
                type = chunk(false);
            }
            if (!inflater.finished() || counted != expected) {
                throw new RefusedFile(FileRefusal.KYC_FILE_TRUNCATED);
            }
            if (!in.isOver()) {
                throw new RefusedFile(FileRefusal.KYC_FILE_BEYOND_END);
            }
        } finally {
            inflater.end();
        }
    }

    /** @return its type */
    private String chunk(boolean isFirst) throws IOException {
        int length = (int) in.number(4);
        byte[] name = in.require(4);
        String type = new String(name, StandardCharsets.ISO_8859_1);
        if (length < 0 || isFirst != type.equals("IHDR") || (isFirst && length != HEADER_LENGTH)) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        boolean isKept = KEPT.contains(type);
        if (!isKept && Character.isUpperCase(type.charAt(0))) {
            // Nobody may show a picture whose critical chunks they do not know.
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        if (!isKept) {
            in.copy(length + 4L, null);
            return type;
        }
        out.write(ByteBuffer.allocate(8).putInt(length).put(name).array());
        CRC32 sum = new CRC32();
        sum.update(name);
        data(type, length, sum);
        long said = in.number(4);
        if (said != sum.getValue()) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        out.write(ByteBuffer.allocate(4).putInt((int) said).array());
        return type;
    }

    private void data(String type, int length, CRC32 sum) throws IOException {
        for (int left = length; left > 0; ) {
            byte[] piece = in.require(Math.min(left, PIECE));
            left -= piece.length;
            sum.update(piece);
            out.write(piece);
            if (type.equals("IHDR")) {
                header(ByteBuffer.wrap(piece));
            } else if (type.equals("IDAT")) {
                unpack(piece);
            }
        }
    }

    private void header(ByteBuffer header) throws IOException {
        int width = header.getInt();
        int height = header.getInt();
        FileInspection.requirePixels(width, height);
        int depth = header.get();
        int channels = switch (header.get()) {
            case 0, 3 -> 1;
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        };
        if (Integer.bitCount(depth) != 1 || depth < 1 || depth > 16) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        boolean isInterlaced = header.get(HEADER_LENGTH - 1) == 1;
        for (int[] pass : isInterlaced ? PASSES : ALL_AT_ONCE) {
            long columns = (width - pass[0] + pass[2] - 1L) / pass[2];
            long rows = (height - pass[1] + pass[3] - 1L) / pass[3];
            expected += columns <= 0 || rows <= 0 ? 0 : rows * (1 + (columns * depth * channels + 7) / 8);
        }
    }

    private void unpack(byte[] packed) throws IOException {
        inflater.setInput(packed);
        try {
            int got = inflater.inflate(unpacked);
            while (got > 0) {
                counted += got;
                if (counted > expected) {
                    throw new RefusedFile(FileRefusal.KYC_FILE_BOMB);
                }
                got = inflater.inflate(unpacked);
            }
        } catch (DataFormatException damaged) {
            throw (RefusedFile) new RefusedFile(FileRefusal.KYC_FILE_MALFORMED).initCause(damaged);
        }
        if (inflater.needsDictionary()) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        if (inflater.finished() && inflater.getRemaining() > 0) {
            throw new RefusedFile(FileRefusal.KYC_FILE_BEYOND_END);
        }
    }
}
