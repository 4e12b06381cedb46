package dev.coffer.gateway.transport;

/**
 * Looks for numbers in a document that are longer than any use of them. The parser makes numbers of them, which takes time by the square
 * of their length: seconds for some hundred thousand digits. Linear, and makes nothing of the document.
 */
final class LongNumbers {
    /** Digits in a row, outside of texts and comments. */
    static final int MAX_DIGITS = 500;

    private LongNumbers() {}

    static boolean isIn(String document) {
        int digits = 0;
        int at = 0;
        while (at < document.length()) {
            char c = document.charAt(at);
            digits = c >= '0' && c <= '9' ? digits + 1 : 0;
            if (digits > MAX_DIGITS) {
                return true;
            }
            at = switch (c) {
                case '#' -> endOfLine(document, at);
                case '"' -> endOfText(document, at);
                default -> at + 1;
            };
        }
        return false;
    }

    private static int endOfLine(String document, int from) {
        int at = from;
        while (at < document.length() && document.charAt(at) != '\n' && document.charAt(at) != '\r') {
            at++;
        }
        return at;
    }

    /** A text that does not end is no GraphQL, and the parser says so. */
    private static int endOfText(String document, int from) {
        boolean isBlock = document.startsWith("\"\"\"", from);
        String end = isBlock ? "\"\"\"" : "\"";
        String escaped = isBlock ? "\\\"\"\"" : "\\";
        int at = from + end.length();
        while (at < document.length()) {
            char c = document.charAt(at);
            if (document.startsWith(escaped, at)) {
                at += isBlock ? escaped.length() : 2;
            } else if (document.startsWith(end, at)) {
                return at + end.length();
            } else if (!isBlock && (c == '\n' || c == '\r')) {
                // Texts of one line end there, whether they are right or not: nothing may hide behind a broken one.
                return at;
            } else {
                at++;
            }
        }
        return at;
    }
}
