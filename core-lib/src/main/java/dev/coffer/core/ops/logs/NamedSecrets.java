package dev.coffer.core.ops.logs;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds values that are named as secrets, in one pass: {@code password=...} as records print themselves, {@code "token": "..."} as
 * JSON has it, also where the JSON is escaped inside a text, and {@code pin: ...}.
 */
final class NamedSecrets {

    private static final List<String> ENDINGS = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "authorization",
            "apikey",
            "masterkey",
            "privatekey",
            "credential",
            "credentials",
            "cookie",
            "email",
            "phone",
            "phonenumber",
            "msisdn",
            "iban",
            "cardnumber");

    /** Too short to be looked for at the end of a longer name: "shopping" ends with one. */
    private static final Set<String> WHOLE = Set.of("pin", "otp", "cvv", "cvc", "pan");

    private static final int LONGEST_NAME = 60;
    private static final String ENDS_OF_VALUE = ",;&)]}\r\n";

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int copied;

    private NamedSecrets(String text) {
        this.text = text;
    }

    /** @param name of a field: "refreshToken", "card_number" */
    static boolean isSecret(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
        return WHOLE.contains(plain) || ENDINGS.stream().anyMatch(plain::endsWith);
    }

    static String redact(String text) {
        return new NamedSecrets(text).scan();
    }

    private String scan() {
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (sign == '=' || sign == ':') {
                at = redactAfter(at);
            }
        }
        return copied == 0 ? text : out.append(text, copied, text.length()).toString();
    }

    /** @return where to go on, at least the sign itself */
    private int redactAfter(int sign) {
        int end = back(sign, ' ');
        boolean isQuoted = end > 0 && isQuote(text.charAt(end - 1));
        if (isQuoted) {
            end = back(end - 1, '\\');
        }
        int start = end;
        while (start > 0 && end - start < LONGEST_NAME && isPartOfName(text.charAt(start - 1))) {
            start--;
        }
        if (start == end || !isSecret(text.substring(start, end))) {
            return sign;
        }
        int value = sign + 1;
        while (value < text.length() && text.charAt(value) == ' ') {
            value++;
        }
        int after = endOfValue(value, isQuoted || text.charAt(sign) == ':');
        if (after > value) {
            out.append(text, copied, value).append(Redaction.REDACTED);
            copied = after;
        }
        return Math.max(sign, after - 1);
    }

    private int back(int from, char over) {
        int at = from;
        while (at > 0 && text.charAt(at - 1) == over) {
            at--;
        }
        return at;
    }

    /** @param isOneWord whether a space ends the value: a record prints a value with its spaces */
    private int endOfValue(int value, boolean isOneWord) {
        if (value >= text.length()) {
            return value;
        }
        if (text.startsWith("\\\"", value)) {
            return endOfEscaped(value + 2);
        }
        char first = text.charAt(value);
        if (isQuote(first)) {
            return endOfQuoted(value + 1, first);
        }
        int end = value;
        while (end < text.length()
                && ENDS_OF_VALUE.indexOf(text.charAt(end)) < 0
                && !(isOneWord && Character.isWhitespace(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private int endOfEscaped(int from) {
        int end = text.indexOf("\\\"", from);
        return end < 0 ? text.length() : end + 2;
    }

    private int endOfQuoted(int from, char quote) {
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == quote) {
                return at + 1;
            }
        }
        return text.length();
    }

    private static boolean isQuote(char character) {
        return character == '"' || character == '\'';
    }

    private static boolean isPartOfName(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '-' || character == '.';
    }
}
