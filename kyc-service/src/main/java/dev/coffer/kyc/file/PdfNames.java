package dev.coffer.kyc.file;

import java.util.HashSet;
import java.util.Set;

/** The names in a PDF, such as {@code /JavaScript}, also where they are written {@code /J#61vaScript}. */
final class PdfNames {

    /** What a document needs that does something, or that has something else in it. */
    static final Set<String> ACTIVE = Set.of(
            "JavaScript",
            "Launch",
            "EmbeddedFile",
            "EmbeddedFiles",
            "RichMedia",
            "Rendition",
            "ImportData",
            "SubmitForm",
            "GoToE",
            "XFA");

    static final String PACKED_OBJECTS = "ObjStm";
    static final String PACKED = "FlateDecode";
    /** What a list of objects may be wrapped in so that it cannot be read as it comes. */
    static final Set<String> WRAPPED = Set.of(
            "ASCIIHexDecode",
            "AHx",
            "ASCII85Decode",
            "A85",
            "LZWDecode",
            "LZW",
            "RunLengthDecode",
            "RL",
            "Crypt",
            "Predictor");

    private static final String ENCRYPTED = "Encrypt";
    private static final int LONGEST = 32;
    private static final int MOST_REMEMBERED = 64;

    private final Set<String> remembered = new HashSet<>();
    private final StringBuilder name = new StringBuilder();
    private boolean isInName;
    private int packings;

    void take(int value) throws RefusedFile {
        if (isInName && (isSpace(value) || isDelimiter(value))) {
            isInName = false;
            found(decoded());
        }
        if (value == '/') {
            isInName = true;
            name.setLength(0);
        } else if (isInName && name.length() <= LONGEST * 3) {
            name.append((char) value);
        }
    }

    static boolean isSpace(int value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t' || value == '\f' || value == 0;
    }

    private static boolean isDelimiter(int value) {
        return "()<>[]{}/%".indexOf(value) >= 0;
    }

    private String decoded() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < name.length() && text.length() <= LONGEST; i++) {
            char letter = name.charAt(i);
            boolean isCode = letter == '#'
                    && i + 2 < name.length()
                    && Character.digit(name.charAt(i + 1), 16) >= 0
                    && Character.digit(name.charAt(i + 2), 16) >= 0;
            if (isCode) {
                text.append((char) Integer.parseInt(name.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                text.append(letter);
            }
        }
        return text.toString();
    }

    private void found(String text) throws RefusedFile {
        if (ACTIVE.contains(text)) {
            throw new RefusedFile(FileRefusal.KYC_FILE_ACTIVE_CONTENT);
        }
        if (text.equals(ENCRYPTED)) {
            throw new RefusedFile(FileRefusal.KYC_FILE_ENCRYPTED);
        }
        packings += text.equals(PACKED) ? 1 : 0;
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.add(text);
        }
    }

    /** Those of an object that came before belong to it. */
    void forget() {
        remembered.clear();
        packings = 0;
    }

    boolean has(String text) {
        return remembered.contains(text);
    }

    boolean hasAny(Set<String> texts) {
        return texts.stream().anyMatch(remembered::contains);
    }

    boolean isPackedTwice() {
        return packings > 1;
    }
}
