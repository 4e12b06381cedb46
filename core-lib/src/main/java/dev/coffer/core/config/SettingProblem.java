package dev.coffer.core.config;

/**
 * Why a value of a field will not do.
 *
 * @param message a sentence that says what would be right; holds no secret
 */
public record SettingProblem(String field, String message) {

    private static final int SHOWN = 60;

    /** What somebody typed, cut to a length that fits into a sentence. */
    public static String shorten(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
