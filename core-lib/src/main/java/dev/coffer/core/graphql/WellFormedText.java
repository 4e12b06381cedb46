package dev.coffer.core.graphql;

import dev.coffer.core.errors.CodedException;

/**
 * The rule for text that is stored and compared: whole Unicode characters. Half of a surrogate pair, or a NUL, is stored as
 * something else than it came, so that a repeat of the same request would not be recognised.
 */
public final class WellFormedText {

    private WellFormedText() {}

    /**
     * @param field where the text stood, such as "input.reason", for the error
     * @return the text
     * @throws CodedException INVALID_INPUT when it has half a character or a NUL
     */
    public static String require(String text, String field) {
        if (!isWellFormed(text)) {
            throw CodedException.invalid(
                    field, "The text in '" + field + "' has half of a Unicode character or a NUL in it.");
        }
        return text;
    }

    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0' || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }
}
