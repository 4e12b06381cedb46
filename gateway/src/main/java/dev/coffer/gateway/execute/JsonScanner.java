package dev.coffer.gateway.execute;

import java.nio.charset.StandardCharsets;

/**
 * Reads JSON bytes into a tree of slices. Strict: it checks the syntax of numbers, strings and escapes, refuses control
 * characters, broken UTF-8, trailing bytes and nesting deeper than {@link #MAX_DEPTH}.
 */
public final class JsonScanner {
    /** Deepest nesting that is read. */
    public static final int MAX_DEPTH = 500;

    private static final int KNOWN_KEYS = 256;

    private final byte[] bytes;
    private final String[] knownKeys = new String[KNOWN_KEYS];
    private int at;
    private int depth;

    private JsonScanner(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads one JSON document. The bytes must not be changed afterwards: the tree refers to them. */
    public static Json read(byte[] bytes) throws InvalidJson {
        JsonScanner scanner = new JsonScanner(bytes);
        scanner.skipSpace();
        Json value = scanner.value();
        scanner.skipSpace();
        if (scanner.at < bytes.length) {
            throw scanner.wrong("unexpected text after the end");
        }
        return value;
    }

    private Json value() throws InvalidJson {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal(JsonScalar.TRUE);
            case 'f' -> literal(JsonScalar.FALSE);
            case 'n' -> literal(JsonScalar.NULL);
            default -> number();
        };
    }

    private JsonObject object() throws InvalidJson {
        enter();
        JsonObject object = new JsonObject();
        skipSpace();
        if (peek() == '}') {
            leave();
            return object;
        }
        while (true) {
            if (peek() != '"') {
                throw wrong("expected a member name");
            }
            String key = key();
            skipSpace();
            expect(':');
            skipSpace();
            object.put(key, value());
            skipSpace();
            if (peek() == '}') {
                leave();
                return object;
            }
            expect(',');
            skipSpace();
        }
    }

    private JsonArray array() throws InvalidJson {
        enter();
        JsonArray array = new JsonArray();
        skipSpace();
        if (peek() == ']') {
            leave();
            return array;
        }
        while (true) {
            array.add(value());
            skipSpace();
            if (peek() == ']') {
                leave();
                return array;
            }
            expect(',');
            skipSpace();
        }
    }

    private void enter() throws InvalidJson {
        if (++depth > MAX_DEPTH) {
            throw wrong("nested deeper than " + MAX_DEPTH);
        }
        at++;
    }

    private void leave() {
        depth--;
        at++;
    }

    private String key() throws InvalidJson {
        int start = at + 1;
        int hash = skipString();
        int length = at - 1 - start;
        int slot = (hash ^ (hash >>> 15)) & (KNOWN_KEYS - 1);
        String known = knownKeys[slot];
        if (known != null && isSame(known, start, length)) {
            return known;
        }
        String key = unescape(bytes, start, start + length);
        knownKeys[slot] = key;
        return key;
    }

    private boolean isSame(String known, int start, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != bytes[start + i] || bytes[start + i] == '\\') {
                return false;
            }
        }
        return true;
    }

    private JsonScalar string() throws InvalidJson {
        int start = at;
        skipString();
        return new JsonScalar(bytes, start, at - start);
    }

    /** Moves past a string, checking it; answers a hash of its bytes. */
    private int skipString() throws InvalidJson {
        int hash = 0;
        at++;
        while (at < bytes.length) {
            byte b = bytes[at];
            if (b == '"') {
                at++;
                return hash;
            }
            hash = 31 * hash + b;
            if (b >= 0x20 && b != '\\') {
                at++;
            } else if (b == '\\') {
                escape();
            } else if (b < 0) {
                at = Utf8.skip(bytes, at);
                if (at < 0) {
                    throw new InvalidJson("broken UTF-8 in a string", -at);
                }
            } else {
                throw wrong("control character in a string");
            }
        }
        throw wrong("unfinished string");
    }

    private void escape() throws InvalidJson {
        if (at + 1 >= bytes.length) {
            throw wrong("unfinished escape");
        }
        byte kind = bytes[at + 1];
        if (kind == 'u') {
            for (int i = at + 2; i < at + 6; i++) {
                if (i >= bytes.length || Character.digit(bytes[i], 16) < 0) {
                    throw wrong("\\u needs four hexadecimal digits");
                }
            }
            at += 6;
        } else if ("\"\\/bfnrt".indexOf(kind) >= 0) {
            at += 2;
        } else {
            throw wrong("unknown escape");
        }
    }

    private JsonScalar literal(JsonScalar expected) throws InvalidJson {
        byte[] text = expected.source();
        for (int i = 0; i < text.length; i++) {
            if (at + i >= bytes.length || bytes[at + i] != text[i]) {
                throw wrong("expected " + expected.literal());
            }
        }
        at += text.length;
        return expected;
    }

    private JsonScalar number() throws InvalidJson {
        int start = at;
        if (bytes[at] == '-') {
            at++;
        }
        if (at < bytes.length && bytes[at] == '0') {
            at++;
        } else {
            digits();
        }
        if (at < bytes.length && bytes[at] == '.') {
            at++;
            digits();
        }
        if (at < bytes.length && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (at < bytes.length && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            digits();
        }
        return new JsonScalar(bytes, start, at - start);
    }

    private void digits() throws InvalidJson {
        int start = at;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw wrong("expected a value");
        }
    }

    private byte peek() throws InvalidJson {
        if (at >= bytes.length) {
            throw wrong("unexpected end");
        }
        return bytes[at];
    }

    private void expect(char expected) throws InvalidJson {
        if (peek() != expected) {
            throw wrong("expected '" + expected + "'");
        }
        at++;
    }

    private void skipSpace() {
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }

    private InvalidJson wrong(String problem) {
        return new InvalidJson(problem, at);
    }

    /** The text of a checked string's inside, escapes resolved. */
    static String unescape(byte[] bytes, int from, int to) {
        String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char kind = raw.charAt(++i);
            if (kind == 'u') {
                text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                i += 4;
            } else {
                int plain = "bfnrt".indexOf(kind);
                text.append(plain < 0 ? kind : "\b\f\n\r\t".charAt(plain));
            }
        }
        return text.toString();
    }
}
