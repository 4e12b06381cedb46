package dev.coffer.kyc.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A HEIC, box by box. Offsets within it are absolute, so nothing is taken out: what is no picture (EXIF, XMP, unknown items, free
 * space) is overwritten with zeros where it stands. Only the usual order is taken, the list of items before their data.
 */
final class HeicFile {

    private static final int LARGEST_FTYP = 256;
    private static final int LARGEST_META = 256 << 10;
    private static final int HEADER = 8;
    private static final int LONG_HEADER = 16;

    private final FileBytes in;
    private final OutputStream out;
    private List<HeicItems.Range> kept = List.of();
    private boolean hasMeta;

    HeicFile(FileBytes in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    void clean() throws IOException {
        while (!in.isOver()) {
            box();
        }
        boolean isWhole = kept.stream().allMatch(range -> range.until() <= in.position());
        if (!hasMeta || !isWhole) {
            throw new RefusedFile(FileRefusal.KYC_FILE_TRUNCATED);
        }
    }

    private void box() throws IOException {
        boolean isFirst = in.position() == 0;
        long size = in.number(4);
        byte[] name = in.require(4);
        String type = new String(name, StandardCharsets.ISO_8859_1);
        boolean isLong = size == 1;
        long whole = isLong ? in.number(4) << 32 | in.number(4) : size;
        long body = whole - (isLong ? LONG_HEADER : HEADER);
        // A size of zero means "up to the end", whatever that will be.
        if (body < 0 || isFirst != type.equals("ftyp")) {
            throw new RefusedFile(beyond());
        }
        if (body > FileInspection.MOST_BYTES) {
            throw new RefusedFile(type.equals("mdat") ? FileRefusal.KYC_FILE_TRUNCATED : beyond());
        }
        ByteBuffer header = ByteBuffer.allocate(isLong ? LONG_HEADER : HEADER)
                .putInt((int) size)
                .put(name);
        out.write(isLong ? header.putLong(whole).array() : header.array());
        switch (type) {
            case "ftyp" -> out.write(in.require(within(body, LARGEST_FTYP)));
            case "meta" -> meta(within(body, LARGEST_META));
            case "mdat" -> pictures(body);
            case "free", "skip", "uuid" -> blank(body);
            default -> throw new RefusedFile(beyond());
        }
    }

    /** What is no box of a picture once there was one comes after its end. */
    private FileRefusal beyond() {
        return hasMeta ? FileRefusal.KYC_FILE_BEYOND_END : FileRefusal.KYC_FILE_MALFORMED;
    }

    private static int within(long size, int most) throws RefusedFile {
        if (size > most) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        return (int) size;
    }

    private void meta(int size) throws IOException {
        if (hasMeta) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        hasMeta = true;
        byte[] body = in.require(size);
        kept = HeicItems.read(body);
        out.write(body);
    }

    /** Whatever of the data belongs to no picture is overwritten too: nobody can say what it is. */
    private void pictures(long size) throws IOException {
        if (!hasMeta) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        long at = in.position();
        long end = at + size;
        for (HeicItems.Range range : kept) {
            long from = Math.clamp(range.from(), at, end);
            long until = Math.clamp(range.until(), from, end);
            blank(from - at);
            in.copy(until - from, out);
            at = until;
        }
        blank(end - at);
    }

    private void blank(long size) throws IOException {
        for (long left = size; left > 0; left--) {
            in.require();
            out.write(0);
        }
    }
}
