package dev.coffer.auth.password;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A password as a person typed it, in Unicode form NFKC, so that the same keys on another keyboard give the same password.
 * Its text never appears in {@code toString}.
 */
public final class Password {

    /** Longer input is cut off before it is normalised: the bound on the work that a request can cause. */
    private static final int MAX_RAW_CHARS = 1_024;

    private final String text;

    private Password(String text) {
        this.text = text;
    }

    public static Password of(String typed) {
        String bounded = typed.length() > MAX_RAW_CHARS ? typed.substring(0, MAX_RAW_CHARS) : typed;
        return new Password(Normalizer.normalize(bounded, Normalizer.Form.NFKC));
    }

    /** Length as a person counts it: code points. */
    int length() {
        return text.codePointCount(0, text.length());
    }

    String lowerCase() {
        return text.toLowerCase(Locale.ROOT);
    }

    boolean isOneCharacterRepeated() {
        return text.codePoints().distinct().count() <= 1;
    }

    String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "Password[***]";
    }
}
