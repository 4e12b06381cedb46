package dev.coffer.scripts.suite;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Files as people send them, and as they should not. */
final class SamplePapers {

    private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER_LENGTH = 13;
    private static final int MOST_DEFLATED = 1_000;
    private static final int TOO_LARGE = (15 << 20) + 1;

    private SamplePapers() {}

    /** A picture of one pixel. */
    static byte[] png() {
        return png(1, 1);
    }

    private static byte[] png(int width, int height) {
        byte[] header = ByteBuffer.allocate(HEADER_LENGTH)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        return join(PNG_HEAD, chunk("IHDR", header), chunk("IDAT", deflated(new byte[4])), chunk("IEND", new byte[0]));
    }

    private static byte[] chunk(String type, byte[] data) {
        CRC32 sum = new CRC32();
        sum.update(ascii(type));
        sum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(ascii(type))
                .put(data)
                .putInt((int) sum.getValue())
                .array();
    }

    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater();
        deflater.setInput(plain);
        deflater.finish();
        byte[] packed = new byte[MOST_DEFLATED];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    /** Says to be far larger than anything that is shown. */
    static byte[] bomb() {
        return png(100_000, 100_000);
    }

    static byte[] withArchive() {
        return join(png(), new byte[] {'P', 'K', 3, 4});
    }

    static byte[] cut() {
        byte[] whole = png();
        return Arrays.copyOf(whole, whole.length - 6);
    }

    static byte[] damaged() {
        byte[] whole = png();
        whole[PNG_HEAD.length + 9] ^= 1;
        return whole;
    }

    static byte[] tooLarge() {
        byte[] large = new byte[TOO_LARGE];
        System.arraycopy(ascii("%PDF-1.7\n"), 0, large, 0, 9);
        return large;
    }

    static byte[] page() {
        return ascii("<html><script>alert(1)</script></html>");
    }

    /** @param object what is in it besides */
    static byte[] pdf(String object) {
        return ascii("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + object + "\ntrailer\n<< >>\n%%EOF\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
