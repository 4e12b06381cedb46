package dev.coffer.gateway.execute;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What is inside JSON strings, as bytes. */
final class JsonStrings {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private JsonStrings() {}

    /** The first byte from {@code from} on that is a quote, a backslash, a control character or not ASCII; eight at a time. */
    static int plainUntil(byte[] source, int from) {
        int i = from;
        for (; i + Long.BYTES <= source.length; i += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(source, i);
            long quote = eight ^ (ONES * '"');
            long backslash = eight ^ (ONES * '\\');
            // Of each term the lowest bit that is set marks a byte of its kind; higher ones may be wrong.
            long special = (((eight - ONES * 0x20) & ~eight)
                            | ((quote - ONES) & ~quote)
                            | ((backslash - ONES) & ~backslash)
                            | eight)
                    & HIGH_BITS;
            if (special != 0) {
                return i + (Long.numberOfTrailingZeros(special) >>> 3);
            }
        }
        while (i < source.length && source[i] >= 0x20 && source[i] != '"' && source[i] != '\\') {
            i++;
        }
        return i;
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
