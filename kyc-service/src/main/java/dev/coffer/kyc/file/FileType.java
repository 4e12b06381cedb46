package dev.coffer.kyc.file;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** What a file is, by its first bytes: what its sender calls it counts for nothing. */
public enum FileType {
    PDF("application/pdf", "pdf"),
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    HEIC("image/heic", "heic");

    /** How many bytes are enough to tell. */
    static final int HEAD = 12;

    private static final byte[] PDF_HEAD = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PNG_HEAD = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG_HEAD = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final Set<String> HEIC_BRANDS = Set.of("heic", "heix", "heim", "heis", "mif1");

    private final String contentType;
    private final String extension;

    FileType(String contentType, String extension) {
        this.contentType = contentType;
        this.extension = extension;
    }

    public String contentType() {
        return contentType;
    }

    /** Without a dot. */
    public String extension() {
        return extension;
    }

    /** @throws RefusedFile KYC_FILE_EMPTY, KYC_FILE_TYPE_UNKNOWN */
    static FileType of(byte[] head) throws RefusedFile {
        if (head.length == 0) {
            throw new RefusedFile(FileRefusal.KYC_FILE_EMPTY);
        }
        if (begins(head, PDF_HEAD)) {
            return PDF;
        }
        if (begins(head, JPEG_HEAD)) {
            return JPEG;
        }
        if (begins(head, PNG_HEAD)) {
            return PNG;
        }
        if (isHeic(head)) {
            return HEIC;
        }
        throw new RefusedFile(FileRefusal.KYC_FILE_TYPE_UNKNOWN);
    }

    private static boolean isHeic(byte[] head) {
        return head.length >= HEAD && text(head, 4).equals("ftyp") && HEIC_BRANDS.contains(text(head, 8));
    }

    private static String text(byte[] bytes, int from) {
        return new String(bytes, from, 4, StandardCharsets.ISO_8859_1);
    }

    private static boolean begins(byte[] head, byte[] with) {
        if (head.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if (head[i] != with[i]) {
                return false;
            }
        }
        return true;
    }
}
