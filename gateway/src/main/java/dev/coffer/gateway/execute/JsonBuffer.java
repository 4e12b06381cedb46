package dev.coffer.gateway.execute;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Growing bytes of JSON text. */
public final class JsonBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int size;

    /** An empty buffer with room for {@code capacity} bytes. */
    public JsonBuffer(int capacity) {
        this.bytes = new byte[Math.max(capacity, 16)];
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** Takes back everything written after {@code mark}. */
    public void cutTo(int mark) {
        size = mark;
    }

    /** Appends one ASCII character as it is. */
    public JsonBuffer raw(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** Appends bytes as they are. */
    public JsonBuffer raw(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** Appends bytes as they are. */
    public JsonBuffer raw(byte[] source) {
        return raw(source, 0, source.length);
    }

    /** Appends text that is JSON already. */
    public JsonBuffer raw(String json) {
        return raw(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Appends text as a JSON string, with quotes and escapes. */
    public JsonBuffer string(String text) {
        reserve(text.length() + 2);
        bytes[size++] = '"';
        int plain = size;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\' || c > 0x7e) {
                size = plain;
                return escaped(text);
            }
            bytes[size++] = (byte) c;
        }
        return raw('"');
    }

    private JsonBuffer escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < 0x20 || isLoneSurrogate(text, i)) {
                escaped.append("\\u")
                        .append((char) HEX[c >> 12])
                        .append((char) HEX[(c >> 8) & 15])
                        .append((char) HEX[(c >> 4) & 15])
                        .append((char) HEX[c & 15]);
            } else {
                escaped.append(c);
            }
        }
        return raw(escaped.toString()).raw('"');
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /** What was written, in bytes of its own length. Where the room was just enough they are the buffer's own: write nothing after that. */
    public byte[] toBytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** What was written, not copied: write nothing after that. */
    public Buffer toBuffer() {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes, 0, size));
    }

    /** Appends all that {@code other} holds. */
    JsonBuffer raw(JsonBuffer other) {
        return raw(other.bytes, 0, other.size);
    }

    /** A hash of what was written from {@code mark} on. */
    int hash(int mark) {
        CRC32C hash = new CRC32C();
        hash.update(bytes, mark, size - mark);
        return (int) hash.getValue();
    }

    /** Whether the {@code length} bytes at these two places are equal. */
    boolean isSame(int one, int other, int length) {
        return Arrays.equals(bytes, one, one + length, bytes, other, other + length);
    }

    /** What was written, as text. */
    public String toText() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int)
                    Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
        }
    }
}
