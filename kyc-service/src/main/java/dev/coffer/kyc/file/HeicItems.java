package dev.coffer.kyc.file;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The list of what a HEIC holds: which of it is a picture, and where that lies. */
final class HeicItems {

    private static final Set<String> PICTURES = Set.of("hvc1", "grid", "iden", "iovl");
    private static final int IN_FILE = 0;
    private static final int IN_LIST = 1;
    private static final int MOST_ITEMS = 4_096;

    private final byte[] body;
    private final Set<Long> pictures = new HashSet<>();
    private final List<Located> located = new ArrayList<>();
    private int listFrom;
    private int listUntil;

    private HeicItems(byte[] body) {
        this.body = body;
    }

    /** Bytes of the file. @param until the first one that is not part of it */
    record Range(long from, long until) {}

    /** @param where {@value #IN_FILE} in the file, {@value #IN_LIST} in the list itself */
    private record Located(long item, int where, Range range) {}

    /**
     * @param body of the box {@code meta}; what of it is no picture is overwritten
     * @return where the pictures lie in the file, in order
     */
    static List<Range> read(byte[] body) throws RefusedFile {
        HeicItems items = new HeicItems(body);
        try {
            items.boxes(ByteBuffer.wrap(body, 4, body.length - 4));
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException wrong) {
            throw (RefusedFile) new RefusedFile(FileRefusal.KYC_FILE_MALFORMED).initCause(wrong);
        }
        return items.blank();
    }

    private void boxes(ByteBuffer in) throws RefusedFile {
        while (in.hasRemaining()) {
            int start = in.position();
            int size = in.getInt();
            String type = text(in);
            if (size < 8) {
                throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
            }
            ByteBuffer box = in.duplicate().limit(start + size);
            in.position(start + size);
            switch (type) {
                case "iinf" -> names(box);
                case "iloc" -> places(box);
                case "iprp", "ipco" -> boxes(box);
                case "ispe" -> {
                    box.getInt();
                    FileInspection.requirePixels(unsigned(box.getInt()), unsigned(box.getInt()));
                }
                case "idat" -> {
                    listFrom = box.position();
                    listUntil = box.limit();
                }
                default -> {
                    // Says how pictures belong together.
                }
            }
        }
    }

    private static long unsigned(long value) {
        return value & 0xffffffffL;
    }

    private static String text(ByteBuffer in) {
        byte[] four = new byte[4];
        in.get(four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }

    private void names(ByteBuffer box) throws RefusedFile {
        int version = box.getInt() >>> 24;
        long count = version == 0 ? box.getShort() & 0xffff : unsigned(box.getInt());
        requireFew(count);
        for (long i = 0; i < count; i++) {
            int start = box.position();
            int size = box.getInt();
            box.getInt();
            int kind = box.getInt() >>> 24;
            if (size < 12 || kind < 2) {
                throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
            }
            long item = kind == 2 ? box.getShort() & 0xffff : unsigned(box.getInt());
            box.getShort();
            if (PICTURES.contains(text(box))) {
                pictures.add(item);
            }
            box.position(start + size);
        }
    }

    private void places(ByteBuffer box) throws RefusedFile {
        int version = box.getInt() >>> 24;
        int sizes = box.getShort() & 0xffff;
        long count = version < 2 ? box.getShort() & 0xffff : unsigned(box.getInt());
        requireFew(count);
        for (long i = 0; i < count; i++) {
            long item = version < 2 ? box.getShort() & 0xffff : unsigned(box.getInt());
            int where = version == 0 ? IN_FILE : box.getShort() & 0xf;
            box.getShort();
            long start = number(box, sizes >> 4 & 0xf);
            int extents = box.getShort() & 0xffff;
            for (int j = 0; j < extents; j++) {
                number(box, version == 0 ? 0 : sizes & 0xf);
                long from = start + number(box, sizes >> 12 & 0xf);
                long length = number(box, sizes >> 8 & 0xf);
                located.add(new Located(item, where, new Range(from, from + length)));
                requireFew(located.size());
            }
        }
    }

    private static void requireFew(long count) throws RefusedFile {
        if (count > MOST_ITEMS) {
            throw new RefusedFile(FileRefusal.KYC_FILE_BOMB);
        }
    }

    private static long number(ByteBuffer in, int bytes) {
        return switch (bytes) {
            case 0 -> 0;
            case 4 -> unsigned(in.getInt());
            case 8 -> in.getLong();
            default -> throw new IllegalArgumentException("A number of " + bytes + " bytes");
        };
    }

    private List<Range> blank() throws RefusedFile {
        List<Range> kept = new ArrayList<>();
        for (Located one : located) {
            Range range = one.range();
            boolean isPicture = pictures.contains(one.item());
            if (one.where() > IN_LIST || range.from() < 0 || range.until() <= range.from()) {
                throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
            }
            if (one.where() == IN_LIST) {
                blankInList(range, isPicture);
            } else if (isPicture) {
                kept.add(range);
            }
        }
        kept.sort(Comparator.comparingLong(Range::from));
        return kept;
    }

    private void blankInList(Range range, boolean isPicture) throws RefusedFile {
        if (range.until() > listUntil - listFrom) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        if (!isPicture) {
            Arrays.fill(body, (int) (listFrom + range.from()), (int) (listFrom + range.until()), (byte) 0);
        }
    }
}
