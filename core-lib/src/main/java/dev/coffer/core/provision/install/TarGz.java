package dev.coffer.core.provision.install;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Takes one file out of a tar.gz: no archive's paths are ever written to disk, only the one that was asked for. */
final class TarGz {
    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int MAX_ENTRIES = 10_000;
    private static final int BUFFER = 1 << 16;

    private TarGz() {}

    /** Writes the first entry whose name ends so. @throws IOException when there is none */
    static void extract(Path archive, String nameEnd, Path target) throws IOException {
        try (InputStream in =
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive), BUFFER), BUFFER)) {
            for (int entry = 0; entry < MAX_ENTRIES; entry++) {
                byte[] header = in.readNBytes(BLOCK);
                if (header.length < BLOCK || header[0] == 0) {
                    break;
                }
                long size = size(header);
                long padding = (BLOCK - size % BLOCK) % BLOCK;
                if (text(header, 0, NAME_LENGTH).endsWith(nameEnd)) {
                    copy(in, size, target);
                    return;
                }
                in.skipNBytes(size + padding);
            }
        }
        throw new IOException("no entry " + nameEnd + " in " + archive.getFileName());
    }

    private static void copy(InputStream in, long size, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[BUFFER];
            long left = size;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException("the archive ends within " + target.getFileName());
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }

    private static long size(byte[] header) throws IOException {
        String octal = text(header, SIZE_AT, SIZE_LENGTH).strip();
        if (!octal.matches("[0-7]{1,11}")) {
            throw new IOException("not a tar header that can be read: size " + octal);
        }
        return Long.parseLong(octal, 8);
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.US_ASCII);
    }
}
