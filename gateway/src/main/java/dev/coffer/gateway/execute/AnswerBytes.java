package dev.coffer.gateway.execute;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An answer while it comes in. What its head says of its length saves copies where it is right, and nothing is lost where it is not. */
final class AnswerBytes {
    private static final byte[] NOTHING = {};
    /** A length is believed as far as a share of it has come: who only promises takes no memory. */
    private static final int TIMES_WHAT_CAME = 4;

    private static final int LONGEST_LENGTH = 9;

    private final int announced;
    private byte[] bytes = NOTHING;
    private int size;

    /** @param contentLength the header as it came */
    AnswerBytes(@Nullable String contentLength) {
        this.announced = announced(contentLength);
    }

    /** 0 where nothing of use was said. */
    private static int announced(@Nullable String contentLength) {
        if (contentLength == null || contentLength.length() > LONGEST_LENGTH) {
            return 0;
        }
        try {
            return Integer.parseInt(contentLength);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    void add(Buffer chunk) {
        int needed = Math.addExact(size, chunk.length());
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, room(needed));
        }
        chunk.getBytes(bytes, size);
        size = needed;
    }

    private int room(int needed) {
        if (announced >= needed && announced / TIMES_WHAT_CAME <= needed) {
            return announced;
        }
        return (int) Math.max(needed, Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8));
    }

    /** What came so far; nothing is added after that. */
    byte[] all() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }
}
