package dev.coffer.gateway.execute;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An answer while it comes in. What its head says of its length saves copies where it is right, and little is lost where it is not. */
final class AnswerBytes {
    private static final int FIRST_ROOM = 4_096;
    /** A length that is believed before there is anything of it. */
    private static final int MOST_ROOM_ON_TRUST = 65_536;

    private static final int LONGEST_LENGTH = 9;

    private byte[] bytes;
    private int size;

    /** @param contentLength the header as it came */
    AnswerBytes(@Nullable String contentLength) {
        this.bytes = new byte[announced(contentLength)];
    }

    private static int announced(@Nullable String contentLength) {
        if (contentLength == null || contentLength.length() > LONGEST_LENGTH) {
            return FIRST_ROOM;
        }
        try {
            return Math.clamp(Integer.parseInt(contentLength), 1, MOST_ROOM_ON_TRUST);
        } catch (NumberFormatException notANumber) {
            return FIRST_ROOM;
        }
    }

    void add(Buffer chunk) {
        int needed = Math.addExact(size, chunk.length());
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
        }
        chunk.getBytes(bytes, size);
        size = needed;
    }

    /** What came so far; nothing is added after that. */
    byte[] all() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
