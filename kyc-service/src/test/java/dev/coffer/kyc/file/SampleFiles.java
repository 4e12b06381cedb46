package dev.coffer.kyc.file;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;

/** Files as people send them, and as they should not. */
public final class SampleFiles {

    private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final int JFIF_END = 20;

    private SampleFiles() {}

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A picture as a camera's software writes it. */
    public static byte[] jpeg() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", out);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return out.toByteArray();
    }

    /** With more segments after the first one, which is JFIF. */
    static byte[] jpegWith(byte[]... segments) {
        byte[] plain = jpeg();
        return join(Arrays.copyOf(plain, JFIF_END), join(segments), Arrays.copyOfRange(plain, JFIF_END, plain.length));
    }

    static byte[] segment(int code, byte[] data) {
        return join(
                ByteBuffer.allocate(4)
                        .put((byte) 0xff)
                        .put((byte) code)
                        .putShort((short) (data.length + 2))
                        .array(),
                data);
    }

    /** A JPEG of exactly this size: its one scan is long. */
    public static byte[] jpegOf(int size) {
        byte[] plain = jpeg();
        byte[] filler = new byte[size - plain.length];
        for (int i = 0; i < filler.length; i++) {
            filler[i] = (byte) (i * 31 % 255);
        }
        return join(
                Arrays.copyOf(plain, plain.length - 2),
                filler,
                Arrays.copyOfRange(plain, plain.length - 2, plain.length));
    }

    static byte[] chunk(String type, byte[] data) {
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

    static byte[] header(int width, int height) {
        return chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array());
    }

    static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater();
        deflater.setInput(plain);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] piece = new byte[4_096];
        while (!deflater.finished()) {
            out.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return out.toByteArray();
    }

    /** With so many bytes of pixels, whatever its size says, and with more chunks before them. */
    static byte[] png(int width, int height, int pixelBytes, byte[]... more) {
        return join(
                PNG_HEAD,
                header(width, height),
                join(more),
                chunk("IDAT", deflated(new byte[pixelBytes])),
                chunk("IEND", new byte[0]));
    }

    public static byte[] png() {
        return png(3, 2, 2 * (1 + 9));
    }

    /** @param objects between the head and the trailer */
    public static byte[] pdf(byte[]... objects) {
        return join(
                ascii("%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"),
                join(objects),
                ascii("\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"));
    }

    static byte[] stream(String dictionary, byte[] data) {
        return join(ascii("7 0 obj\n<< " + dictionary + " >>\nstream\n"), data, ascii("\nendstream\nendobj\n"));
    }

    static byte[] box(String type, byte[]... content) {
        byte[] body = join(content);
        return join(ByteBuffer.allocate(4).putInt(8 + body.length).array(), ascii(type), body);
    }

    private static byte[] item(int id, String type) {
        return box("infe", new byte[] {2, 0, 0, 0, 0, (byte) id, 0, 0}, ascii(type), new byte[1]);
    }

    private static byte[] place(int id, int from, int length) {
        return ByteBuffer.allocate(14)
                .putShort((short) id)
                .putShort((short) 0)
                .putShort((short) 1)
                .putInt(from)
                .putInt(length)
                .array();
    }

    /** A picture with EXIF after it, and something else behind that. */
    static byte[] heic(String picture, String exif, String rest, int width, int height) {
        byte[] head = box("ftyp", ascii("heic"), new byte[4], ascii("heicmif1"));
        int from = head.length + meta(picture, exif, 0, width, height).length + 8;
        return join(head, meta(picture, exif, from, width, height), box("mdat", ascii(picture + exif + rest)));
    }

    public static byte[] heic() {
        return heic("picture", "Exif-of-GPS", "", 40, 30);
    }

    private static byte[] meta(String picture, String exif, int from, int width, int height) {
        return box(
                "meta",
                new byte[4],
                box("iinf", new byte[4], new byte[] {0, 2}, item(1, "hvc1"), item(2, "Exif")),
                box(
                        "iprp",
                        box(
                                "ipco",
                                box(
                                        "ispe",
                                        ByteBuffer.allocate(12)
                                                .putInt(0)
                                                .putInt(width)
                                                .putInt(height)
                                                .array()))),
                box(
                        "iloc",
                        new byte[4],
                        new byte[] {0x44, 0, 0, 2},
                        place(1, from, picture.length()),
                        place(2, from + picture.length(), exif.length())));
    }
}
