package dev.coffer.kyc.file;

import static dev.coffer.kyc.file.SampleFiles.ascii;
import static dev.coffer.kyc.file.SampleFiles.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class FileInspectionTest {

    private static final byte[] ZIP =
            join(new byte[] {'P', 'K', 3, 4}, new byte[40], new byte[] {'P', 'K', 5, 6}, new byte[18]);

    private static byte[] cleaned(byte[] file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FileInspection.clean(new ByteArrayInputStream(file), out, () -> false);
        return out.toByteArray();
    }

    private static FileRefusal refusal(byte[] file) {
        try {
            cleaned(file);
        } catch (RefusedFile refused) {
            return refused.code();
        } catch (IOException other) {
            fail("another failure", other);
        }
        return fail("taken: " + new String(file, 0, Math.min(40, file.length), StandardCharsets.ISO_8859_1));
    }

    @Test
    void what_a_file_is_is_told_by_its_content() throws IOException {
        Map<FileType, byte[]> files = Map.of(
                FileType.JPEG, SampleFiles.jpeg(),
                FileType.PNG, SampleFiles.png(),
                FileType.PDF, SampleFiles.pdf(),
                FileType.HEIC, SampleFiles.heic());
        for (Map.Entry<FileType, byte[]> file : files.entrySet()) {
            assertThat(FileInspection.clean(
                            new ByteArrayInputStream(file.getValue()), OutputStream.nullOutputStream(), () -> false))
                    .isEqualTo(file.getKey());
        }
    }

    @Test
    void what_is_none_of_these_is_refused() {
        assertThat(refusal(new byte[0])).isEqualTo(FileRefusal.KYC_FILE_EMPTY);
        for (byte[] file : List.of(
                ZIP,
                ascii("<html><script>alert(1)</script>"),
                ascii("GIF89a" + "x".repeat(50)),
                ascii("MZ" + "x".repeat(50)),
                ascii(" %PDF-1.7\n%%EOF"),
                ascii("%"),
                SampleFiles.box("ftyp", ascii("avif"), new byte[4]))) {
            assertThat(refusal(file)).isEqualTo(FileRefusal.KYC_FILE_TYPE_UNKNOWN);
        }
    }

    @Test
    void a_file_of_15_MB_is_taken_and_one_byte_more_is_not() throws IOException {
        int most = (int) FileInspection.MOST_BYTES;
        assertThat(cleaned(SampleFiles.jpegOf(most))).hasSizeGreaterThan(most - 2_000);
        assertThat(refusal(SampleFiles.jpegOf(most + 1))).isEqualTo(FileRefusal.KYC_FILE_TOO_LARGE);
    }

    @Test
    void whatever_is_cut_is_refused_at_every_place() {
        for (byte[] whole : List.of(SampleFiles.jpeg(), SampleFiles.png(), SampleFiles.heic())) {
            for (int length = FileType.HEAD; length < whole.length; length++) {
                assertThat(refusal(Arrays.copyOf(whole, length)))
                        .as("%s bytes of %s", length, whole.length)
                        .isIn(
                                FileRefusal.KYC_FILE_TRUNCATED,
                                FileRefusal.KYC_FILE_MALFORMED,
                                FileRefusal.KYC_FILE_BEYOND_END);
            }
        }
        byte[] pdf = SampleFiles.pdf();
        for (int length = FileType.HEAD; length < pdf.length - 1; length++) {
            assertThat(refusal(Arrays.copyOf(pdf, length))).isEqualTo(FileRefusal.KYC_FILE_TRUNCATED);
        }
    }

    @Test
    void what_comes_after_the_end_is_refused() {
        for (byte[] whole : List.of(SampleFiles.jpeg(), SampleFiles.png(), SampleFiles.heic())) {
            assertThat(refusal(join(whole, ZIP))).isEqualTo(FileRefusal.KYC_FILE_BEYOND_END);
            assertThat(refusal(join(whole, new byte[] {0})))
                    .isIn(FileRefusal.KYC_FILE_BEYOND_END, FileRefusal.KYC_FILE_TRUNCATED);
        }
        assertThat(refusal(join(SampleFiles.pdf(), ascii("<script>alert(1)</script>"))))
                .isEqualTo(FileRefusal.KYC_FILE_TRUNCATED);
        byte[] comment = join(new byte[] {'P', 'K', 5, 6}, new byte[18], ascii("\n%%EOF\n"));
        assertThat(refusal(join(SampleFiles.pdf(), comment))).isEqualTo(FileRefusal.KYC_FILE_BEYOND_END);
        byte[] hidden = SampleFiles.chunk("IDAT", join(SampleFiles.deflated(new byte[20]), ZIP));
        byte[] png = SampleFiles.png(3, 2, 20);
        byte[] start = Arrays.copyOf(png, 8 + 25);
        assertThat(refusal(join(start, hidden, SampleFiles.chunk("IEND", new byte[0]))))
                .isEqualTo(FileRefusal.KYC_FILE_BEYOND_END);
    }

    @Test
    void a_jpeg_keeps_its_picture_and_its_orientation_and_nothing_else() throws IOException {
        byte[] exif = join(
                ascii("Exif\0\0II*\0"),
                new byte[] {8, 0, 0, 0, 2, 0},
                new byte[] {0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0},
                new byte[] {0x25, (byte) 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0},
                ascii("GPS-SECRET <?php system($_GET[0]); ?>"));
        byte[] cleaned = cleaned(SampleFiles.jpegWith(
                SampleFiles.segment(0xe1, exif),
                SampleFiles.segment(0xe1, ascii("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>XMP-SECRET")),
                SampleFiles.segment(0xe2, ascii("ICC_PROFILE\0SECRET")),
                SampleFiles.segment(0xed, ascii("Photoshop 3.0\0SECRET")),
                SampleFiles.segment(0xfe, ascii("SECRET comment"))));
        String text = new String(cleaned, StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("SECRET", "php", "xmp", "ICC").contains("Exif\0\0MM\0*");
        assertThat(ExifOrientation.of(ascii(text.substring(text.indexOf("Exif")))))
                .isEqualTo(6);
        assertThat(ImageIO.read(new ByteArrayInputStream(cleaned)).getWidth()).isEqualTo(64);
        assertThat(cleaned(cleaned)).isEqualTo(cleaned);
    }

    @Test
    void a_png_keeps_its_picture_and_nothing_else() throws IOException {
        byte[] cleaned = cleaned(SampleFiles.png(
                3,
                2,
                20,
                SampleFiles.chunk("tEXt", ascii("Author\0SECRET")),
                SampleFiles.chunk("eXIf", ascii("MM\0*SECRET")),
                SampleFiles.chunk("iCCP", ascii("SECRET")),
                SampleFiles.chunk("gAMA", new byte[4])));
        assertThat(new String(cleaned, StandardCharsets.ISO_8859_1))
                .doesNotContain("SECRET", "tEXt", "eXIf", "iCCP")
                .contains("gAMA");
        assertThat(ImageIO.read(new ByteArrayInputStream(cleaned)).getHeight()).isEqualTo(2);
    }

    @Test
    void a_heic_keeps_its_picture_and_what_is_none_is_blank() throws IOException {
        byte[] heic = SampleFiles.heic("picture", "Exif-SECRET", "PK-SECRET", 40, 30);
        byte[] cleaned = cleaned(heic);
        assertThat(cleaned).hasSameSizeAs(heic);
        assertThat(new String(cleaned, StandardCharsets.ISO_8859_1))
                .doesNotContain("SECRET")
                .contains("picture");
        byte[] free = SampleFiles.box("free", ascii("SECRET"));
        assertThat(new String(cleaned(join(heic, free)), StandardCharsets.ISO_8859_1))
                .doesNotContain("SECRET");
    }

    @Test
    void pictures_that_unpack_to_more_than_they_are_worth_are_refused() {
        assertThat(refusal(SampleFiles.png(60_000, 60_000, 100))).isEqualTo(FileRefusal.KYC_FILE_BOMB);
        assertThat(refusal(SampleFiles.png(10, 10, 50 << 20))).isEqualTo(FileRefusal.KYC_FILE_BOMB);
        assertThat(refusal(SampleFiles.heic("picture", "Exif", "", 100_000, 100_000)))
                .isEqualTo(FileRefusal.KYC_FILE_BOMB);
        byte[] jpeg = SampleFiles.jpeg();
        for (int i = 0; i < jpeg.length - 9; i++) {
            if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
                Arrays.fill(jpeg, i + 5, i + 9, (byte) 0xff);
            }
        }
        assertThat(refusal(jpeg)).isEqualTo(FileRefusal.KYC_FILE_BOMB);
    }

    @Test
    void a_pdf_stays_byte_by_byte_as_it_is() throws IOException {
        byte[] later = ascii("4 0 obj\n<< /Type /Page >>\nendobj\n%%EOF\n");
        byte[] pdf = join(
                SampleFiles.pdf(
                        SampleFiles.stream(
                                "/Filter /FlateDecode", SampleFiles.deflated(ascii("BT (/JavaScript) Tj ET"))),
                        SampleFiles.stream(
                                "/Type /ObjStm /Filter /FlateDecode",
                                SampleFiles.deflated(ascii("5 0 << /Type /Page >>"))),
                        SampleFiles.stream("/Filter /DCTDecode", SampleFiles.jpeg())),
                later);
        assertThat(cleaned(pdf)).isEqualTo(pdf);
    }

    @Test
    void a_pdf_that_does_something_is_refused_however_it_hides_it() {
        byte[] script = ascii("5 0 << /S /JavaScript /JS (app.alert(1)) >>");
        byte[] list = SampleFiles.stream("/Type /ObjStm /N 1 /Filter /FlateDecode", SampleFiles.deflated(script));
        Deflater stored = new Deflater(Deflater.NO_COMPRESSION);
        stored.setInput(list);
        stored.finish();
        byte[] wrapped = new byte[list.length + 100];
        byte[] nested = Arrays.copyOf(wrapped, stored.deflate(wrapped));
        System.arraycopy(wrapped, 0, nested, 0, nested.length);
        List<byte[]> hostile = List.of(
                ascii("3 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj "),
                ascii("3 0 obj << /S /J#61vaScript /JS (app.alert(1)) >> endobj "),
                ascii("3 0 obj << /S/Launch/F(cmd.exe) >> endobj "),
                ascii("3 0 obj << /Names << /EmbeddedFiles 4 0 R >> >> endobj "),
                ascii("3 0 obj << /Type /EmbeddedFile >> endobj "),
                ascii("3 0 obj << /AcroForm << /XFA 4 0 R >> >> endobj "),
                ascii("3 0 obj << /S /SubmitForm /F (http://example.com) >> endobj "),
                ascii("3 0 obj << /Subtype /RichMedia >> endobj "),
                list,
                SampleFiles.stream("/Filter /FlateDecode", SampleFiles.deflated(script)),
                SampleFiles.stream("/Length 9", list),
                SampleFiles.stream("/Filter /FlateDecode", nested),
                SampleFiles.stream("/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]", ascii("00>")),
                SampleFiles.stream("/Type /ObjStm /Filter /FlateDecode", ascii("not packed")));
        for (byte[] object : hostile) {
            assertThat(refusal(SampleFiles.pdf(object)))
                    .as(new String(object, StandardCharsets.ISO_8859_1))
                    .isEqualTo(FileRefusal.KYC_FILE_ACTIVE_CONTENT);
        }
        assertThat(refusal(SampleFiles.pdf(ascii("trailer << /Encrypt 9 0 R >> "))))
                .isEqualTo(FileRefusal.KYC_FILE_ENCRYPTED);
    }

    @Test
    void a_pdf_that_unpacks_without_end_is_refused() {
        byte[] much = SampleFiles.deflated(new byte[40 << 20]);
        List<byte[]> streams = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            streams.add(SampleFiles.stream("/Filter /FlateDecode", much));
        }
        assertThat(refusal(SampleFiles.pdf(streams.toArray(byte[][]::new)))).isEqualTo(FileRefusal.KYC_FILE_BOMB);
        assertThat(refusal(SampleFiles.pdf(SampleFiles.stream(
                        "/Filter [/FlateDecode /FlateDecode]",
                        SampleFiles.deflated(SampleFiles.deflated(new byte[9]))))))
                .isEqualTo(FileRefusal.KYC_FILE_BOMB);
    }

    @Test
    void whatever_is_sent_is_taken_or_refused_and_nothing_else_happens() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<byte[]> whole = List.of(SampleFiles.jpeg(), SampleFiles.png(), SampleFiles.heic(), SampleFiles.pdf());
        for (int i = 0; i < 20_000; i++) {
            byte[] file = whole.get(i % whole.size()).clone();
            for (int j = 0; j <= random.nextInt(4); j++) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            try {
                cleaned(file);
            } catch (RefusedFile refused) {
                assertThat(refused.code()).isNotNull();
            } catch (IOException | RuntimeException bug) {
                fail("seed " + seed + ", round " + i, bug);
            }
        }
    }

    @Test
    void whoever_sends_too_slowly_is_not_waited_for() {
        InputStream slow = new InputStream() {

            @Override
            public int read() {
                return 0xff;
            }
        };
        boolean[] isLate = {false};
        OutputStream out = new OutputStream() {

            @Override
            public void write(int value) {
                isLate[0] = true;
            }
        };
        byte[] head = Arrays.copyOf(SampleFiles.jpeg(), 20);
        try (InputStream both = new java.io.SequenceInputStream(new ByteArrayInputStream(head), slow)) {
            FileInspection.clean(both, out, () -> isLate[0]);
            fail("taken");
        } catch (RefusedFile refused) {
            assertThat(refused.code()).isEqualTo(FileRefusal.KYC_FILE_TOO_SLOW);
        } catch (IOException other) {
            fail("another failure", other);
        }
        assertThat(ByteBuffer.wrap(head).get()).isEqualTo((byte) 0xff);
    }
}
