package dev.coffer.gateway.execute;

import java.util.Arrays;

/**
 * Reads JSON bytes into a tree of slices. Strict: it checks the syntax of numbers, strings and escapes, refuses control
 * characters, broken UTF-8, trailing bytes, nesting deeper than {@link #MAX_DEPTH} and more values than {@link #MAX_VALUES}.
 */
public final class JsonScanner {
    /** Deepest nesting that is read. */
    public static final int MAX_DEPTH = 500;
    /** Most values that are read, of all kinds together: taken apart, a value needs up to a hundred times the byte that it may be. */
    public static final int MAX_VALUES = 2_000_000;

    private final byte[] bytes;
    private final MemberNames names;
    /** Members of the objects that are being read, those of the innermost last. */
    private Json[] values = new Json[16];

    private int pending;
    private int at;
    private int depth;
    private int valuesRead;

    private JsonScanner(byte[] bytes, MemberNames names) {
        this.bytes = bytes;
        this.names = names;
    }

    /** Reads one JSON document. The bytes must not be changed afterwards: the tree refers to them. */
    public static Json read(byte[] bytes) throws InvalidJson {
        return read(bytes, new MemberNames());
    }

    /** @param names of documents like this one; nobody else uses them meanwhile */
    static Json read(byte[] bytes, MemberNames names) throws InvalidJson {
        JsonScanner scanner = new JsonScanner(bytes, names);
        scanner.skipSpace();
        Json value = scanner.value();
        scanner.skipSpace();
        if (scanner.at < bytes.length) {
            throw scanner.wrong("unexpected text after the end");
        }
        return value;
    }

    private Json value() throws InvalidJson {
        if (++valuesRead > MAX_VALUES) {
            throw wrong("more values than " + MAX_VALUES);
        }
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
        skipSpace();
        if (peek() == '}') {
            leave();
            return new JsonObject();
        }
        int base = pending;
        MemberNames.Place place = names.root();
        while (true) {
            MemberNames.Place next = place.expected(bytes, at);
            if (next != null) {
                at += next.bytes();
                push(memberValue());
                place = next;
            } else {
                int start = at;
                String name = name();
                int earlier = place.indexOf(name);
                next = earlier < 0 ? names.next(place, name, bytes, start, at) : place;
                if (next == null) {
                    return irregular(finished(place, base), name);
                }
                Json value = memberValue();
                if (earlier < 0) {
                    push(value);
                } else {
                    values[base + earlier] = value;
                }
                place = next;
            }
            if (!hasMore()) {
                return finished(place, base);
            }
        }
    }

    /** An object whose names are not remembered further: its members so far, and then one by one. */
    private JsonObject irregular(JsonObject object, String first) throws InvalidJson {
        object.put(first, memberValue());
        while (hasMore()) {
            String name = name();
            object.put(name, memberValue());
        }
        return object;
    }

    private Json memberValue() throws InvalidJson {
        skipSpace();
        expect(':');
        skipSpace();
        return value();
    }

    /** After a member: whether another one follows. Moves to it, or past the end of the object. */
    private boolean hasMore() throws InvalidJson {
        skipSpace();
        if (peek() == '}') {
            leave();
            return false;
        }
        expect(',');
        skipSpace();
        return true;
    }

    private void push(Json value) {
        if (pending == values.length) {
            values = Arrays.copyOf(values, pending * 2);
        }
        values[pending++] = value;
    }

    private JsonObject finished(MemberNames.Place place, int base) {
        JsonObject object = new JsonObject(place.names(), Arrays.copyOfRange(values, base, pending));
        pending = base;
        return object;
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

    private String name() throws InvalidJson {
        if (peek() != '"') {
            throw wrong("expected a member name");
        }
        int start = at + 1;
        skipString();
        return JsonStrings.unescape(bytes, start, at - 1);
    }

    private JsonScalar string() throws InvalidJson {
        int start = at;
        skipString();
        return new JsonScalar(bytes, start, at - start);
    }

    /** Moves past a string, checking it. */
    private void skipString() throws InvalidJson {
        at++;
        while (true) {
            at = JsonStrings.plainUntil(bytes, at);
            if (at >= bytes.length) {
                throw wrong("unfinished string");
            }
            byte special = bytes[at];
            if (special == '"') {
                at++;
                return;
            }
            if (special == '\\') {
                escape();
            } else if (special < 0) {
                at = Utf8.skip(bytes, at);
                if (at < 0) {
                    throw new InvalidJson("broken UTF-8 in a string", -at);
                }
            } else {
                throw wrong("control character in a string");
            }
        }
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
}
