package dev.coffer.access.json;

import dev.coffer.access.json.JsonValue.JsonArray;
import dev.coffer.access.json.JsonValue.JsonFlag;
import dev.coffer.access.json.JsonValue.JsonNull;
import dev.coffer.access.json.JsonValue.JsonNumber;
import dev.coffer.access.json.JsonValue.JsonObject;
import dev.coffer.access.json.JsonValue.JsonString;
import dev.coffer.access.json.JsonValue.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON as RFC 8259 says and not one thing more: no comments, no trailing commas, no name twice in an object, nothing
 * after the value. Bounded in length, nesting and the length of numbers, so that no text takes more than its share.
 */
final class JsonParser {
    static final int MAX_LENGTH = 64 * 1024 * 1024;
    static final int MAX_DEPTH = 64;
    static final int MAX_NUMBER_LENGTH = 80;

    private final String text;
    private int position;
    private int line = 1;
    private int depth;

    private JsonParser(String text) {
        this.text = text;
    }

    static JsonValue parse(String text) {
        JsonParser parser = new JsonParser(text);
        if (text.length() > MAX_LENGTH) {
            throw parser.refusal("$", "at most %d characters, not %d".formatted(MAX_LENGTH, text.length()));
        }
        JsonValue value = parser.value("$");
        parser.skipSpace();
        if (parser.position < text.length()) {
            throw parser.refusal("$", "expected nothing after the value, found " + parser.found());
        }
        return value;
    }

    private JsonValue value(String path) {
        skipSpace();
        Place at = new Place(line, path);
        return switch (peek()) {
            case '{' -> object(at);
            case '[' -> array(at);
            case '"' -> new JsonString(at, string(path));
            case 't' -> word("true", new JsonFlag(at, true));
            case 'f' -> word("false", new JsonFlag(at, false));
            case 'n' -> word("null", new JsonNull(at));
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(at);
            default -> throw refusal(path, "expected a value, found " + found());
        };
    }

    private JsonValue object(Place at) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        enter(at);
        for (boolean isFirst = true; !hasEnded('}', isFirst, at.path()); isFirst = false) {
            if (peek() != '"') {
                throw refusal(at.path(), "expected the name of a member in quotes, found " + found());
            }
            String name = string(at.path());
            String path = at.path() + "." + name;
            skipSpace();
            if (peek() != ':') {
                throw refusal(path, "expected : after the name of a member, found " + found());
            }
            position++;
            JsonValue value = value(path);
            if (members.putIfAbsent(name, value) != null) {
                throw value.at().refusal("\"" + name + "\" is there twice");
            }
        }
        depth--;
        return new JsonObject(at, members);
    }

    private JsonValue array(Place at) {
        List<JsonValue> items = new ArrayList<>();
        enter(at);
        for (boolean isFirst = true; !hasEnded(']', isFirst, at.path()); isFirst = false) {
            items.add(value(at.path() + "[" + items.size() + "]"));
        }
        depth--;
        return new JsonArray(at, items);
    }

    private void enter(Place at) {
        position++;
        if (++depth > MAX_DEPTH) {
            throw at.refusal("nested more than %d deep".formatted(MAX_DEPTH));
        }
    }

    /** Steps over what closes it, or over the comma before the next, and the space around. */
    private boolean hasEnded(char end, boolean isFirst, String path) {
        skipSpace();
        if (peek() == end) {
            position++;
            return true;
        }
        if (!isFirst) {
            if (peek() != ',') {
                throw refusal(path, "expected , or %s, found %s".formatted(end, found()));
            }
            position++;
            skipSpace();
        }
        return false;
    }

    private String string(String path) {
        StringBuilder string = new StringBuilder();
        position++;
        while (peek() != '"') {
            char c = peek();
            if (c < ' ') {
                throw refusal(
                        path,
                        position >= text.length() ? "a string without its end" : "a control character in a string");
            }
            position++;
            string.append(c == '\\' ? escaped(path) : c);
        }
        position++;
        return string.toString();
    }

    private char escaped(String path) {
        char c = peek();
        position++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(path);
            default -> throw refusal(path, "a \\ in a string before what needs none");
        };
    }

    private char unicode(String path) {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw refusal(path, "expected four hexadecimal digits after \\u");
            }
            code = code * 16 + digit;
            position++;
        }
        return (char) code;
    }

    private JsonValue number(Place at) {
        int start = position;
        position += peek() == '-' ? 1 : 0;
        boolean hasLeadingZero = peek() == '0';
        int digits = digits();
        boolean isSound = digits > 0 && !(hasLeadingZero && digits > 1);
        if (peek() == '.') {
            position++;
            isSound &= digits() > 0;
        }
        if (peek() == 'e' || peek() == 'E') {
            position++;
            position += peek() == '+' || peek() == '-' ? 1 : 0;
            isSound &= digits() > 0;
        }
        String number = text.substring(start, position);
        if (!isSound || number.length() > MAX_NUMBER_LENGTH) {
            throw at.refusal(
                    "a number that JSON does not have, or of more than %d characters".formatted(MAX_NUMBER_LENGTH));
        }
        try {
            return new JsonNumber(at, new BigDecimal(number));
        } catch (NumberFormatException tooLarge) {
            throw at.refusal("a number whose exponent is out of range");
        }
    }

    private int digits() {
        int start = position;
        while (peek() >= '0' && peek() <= '9') {
            position++;
        }
        return position - start;
    }

    private JsonValue word(String word, JsonValue value) {
        if (!text.startsWith(word, position)) {
            throw value.at().refusal("expected a value, found " + found());
        }
        position += word.length();
        return value;
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
            line += peek() == '\n' ? 1 : 0;
            position++;
        }
    }

    /** The next character; at the end 0, which stands in no JSON as it is. */
    private char peek() {
        return position < text.length() ? text.charAt(position) : 0;
    }

    private String found() {
        return position < text.length() ? "'" + text.charAt(position) + "'" : "the end";
    }

    private PolicyFormatException refusal(String path, String problem) {
        return new PolicyFormatException(line, path, problem);
    }
}
