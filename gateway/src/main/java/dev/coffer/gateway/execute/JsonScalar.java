package dev.coffer.gateway.execute;

import java.nio.charset.StandardCharsets;

/**
 * A string, number, boolean or null, as the bytes it came in (a string with its quotes and escapes).
 *
 * @param source the bytes it lies in; never changed afterwards
 * @param offset where it starts
 * @param length how many bytes, at least 1
 */
@SuppressWarnings("ArrayRecordComponent") // a slice: copying it or comparing it by value would defeat its purpose
public record JsonScalar(byte[] source, int offset, int length) implements Json {
    /** The JSON null. */
    public static final JsonScalar NULL = ofLiteral("null");
    /** A null that a subgraph reported an error for: unlike a plain null it is not sent on as a required value. */
    static final JsonScalar FAILED = ofLiteral("null");
    /** The literal {@code true}. */
    public static final JsonScalar TRUE = ofLiteral("true");
    /** The literal {@code false}. */
    public static final JsonScalar FALSE = ofLiteral("false");

    /** A JSON string holding {@code text}. */
    public static JsonScalar ofText(String text) {
        JsonBuffer out = new JsonBuffer(text.length() + 2);
        out.string(text);
        byte[] bytes = out.toBytes();
        return new JsonScalar(bytes, 0, bytes.length);
    }

    /** A literal that is JSON text already, such as {@code 12.50}. */
    public static JsonScalar ofLiteral(String literal) {
        byte[] bytes = literal.getBytes(StandardCharsets.UTF_8);
        return new JsonScalar(bytes, 0, bytes.length);
    }

    /** Whether this is a string. */
    public boolean isString() {
        return source[offset] == '"';
    }

    /** Whether this is {@code true} or {@code false}. */
    public boolean isBoolean() {
        return source[offset] == 't' || source[offset] == 'f';
    }

    /** Whether this is a number. */
    public boolean isNumber() {
        byte first = source[offset];
        return first == '-' || (first >= '0' && first <= '9');
    }

    /** Whether this is a number written without fraction and exponent. */
    public boolean isInteger() {
        if (!isNumber()) {
            return false;
        }
        for (int i = offset; i < offset + length; i++) {
            if (source[i] == '.' || source[i] == 'e' || source[i] == 'E') {
                return false;
            }
        }
        return true;
    }

    /** A string's text without quotes and escapes; otherwise the literal itself. */
    public String text() {
        return isString() ? JsonStrings.unescape(source, offset + 1, offset + length - 1) : literal();
    }

    /** The JSON text. */
    public String literal() {
        return new String(source, offset, length, StandardCharsets.UTF_8);
    }

    @Override
    public void writeTo(JsonBuffer out) {
        out.raw(source, offset, length);
    }

    @Override
    public String toString() {
        return "JsonScalar(" + length + " bytes)";
    }
}
