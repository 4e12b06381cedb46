package dev.coffer.kyc.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/** Reads a file once, from its first byte to its last, and writes what may be kept of it: see docs/adr/0071. */
public final class FileInspection {

    public static final long MOST_BYTES = 15L << 20;

    /** Of a picture: more is no photo of a paper. */
    static final long MOST_PIXELS = 100_000_000;

    private FileInspection() {}

    /**
     * @param out gets what may be kept; nothing of it counts where this throws
     * @param isLate whether the time that is given to the whole file is over
     * @throws RefusedFile where it is no file that is taken
     * @throws IOException where reading or writing fails
     */
    public static FileType clean(InputStream in, OutputStream out, BooleanSupplier isLate) throws IOException {
        FileBytes bytes = new FileBytes(in, MOST_BYTES, isLate);
        FileType type = FileType.of(bytes.head(FileType.HEAD));
        switch (type) {
            case PDF -> new PdfFile(bytes, out).copy();
            case JPEG -> new JpegFile(bytes, out).clean();
            case PNG -> new PngFile(bytes, out).clean();
            case HEIC -> new HeicFile(bytes, out).clean();
        }
        return type;
    }

    /** @throws RefusedFile where a picture has none, or too many */
    static void requirePixels(long width, long height) throws RefusedFile {
        if (width < 1 || height < 1) {
            throw new RefusedFile(FileRefusal.KYC_FILE_MALFORMED);
        }
        if (width > MOST_PIXELS / height) {
            throw new RefusedFile(FileRefusal.KYC_FILE_BOMB);
        }
    }
}
