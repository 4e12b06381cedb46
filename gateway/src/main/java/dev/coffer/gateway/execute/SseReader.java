package dev.coffer.gateway.execute;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a stream of server-sent events apart, as the HTML standard has it: lines end with CR, LF or both, fields of an event may be
 * spread over any number of chunks, an empty line ends the event.
 */
final class SseReader {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final int maxEventBytes;
    private final Listener listener;
    private byte[] line = new byte[512];
    private int lineLength;
    private boolean isFirstLine = true;
    private boolean wasCarriageReturn;
    private String event = "";
    private byte[] data = new byte[0];
    private int dataLength;
    private boolean hasData;

    /** Hears of whole events. */
    interface Listener {
        /** @param name {@code message} where the stream gives none */
        void event(String name, byte[] data);

        /** An event or a line is longer than it may be; nothing more is heard. */
        void tooLarge();
    }

    SseReader(int maxEventBytes, Listener listener) {
        this.maxEventBytes = maxEventBytes;
        this.listener = listener;
    }

    void read(Buffer chunk) {
        for (int i = 0; i < chunk.length(); i++) {
            byte next = chunk.getByte(i);
            boolean isEndOfCrLf = wasCarriageReturn && next == '\n';
            wasCarriageReturn = next == '\r';
            if (isEndOfCrLf) {
                continue;
            }
            if (next == '\r' || next == '\n') {
                endOfLine();
            } else if (lineLength + dataLength >= maxEventBytes) {
                listener.tooLarge();
                return;
            } else {
                if (lineLength == line.length) {
                    line = Arrays.copyOf(line, line.length * 2);
                }
                line[lineLength++] = next;
            }
        }
    }

    private void endOfLine() {
        int from = isFirstLine && startsWithMark() ? BYTE_ORDER_MARK.length : 0;
        isFirstLine = false;
        if (lineLength == from) {
            dispatch();
        } else if (line[from] != ':') {
            field(from);
        }
        lineLength = 0;
    }

    private boolean startsWithMark() {
        return lineLength >= BYTE_ORDER_MARK.length
                && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private void field(int from) {
        int colon = from;
        while (colon < lineLength && line[colon] != ':') {
            colon++;
        }
        String name = new String(line, from, colon - from, StandardCharsets.UTF_8);
        int value = Math.min(lineLength, colon + 1);
        if (value < lineLength && line[value] == ' ') {
            value++;
        }
        if (name.equals("event")) {
            event = new String(line, value, lineLength - value, StandardCharsets.UTF_8);
        } else if (name.equals("data")) {
            append(value);
        }
    }

    private void append(int from) {
        int length = lineLength - from;
        int needed = dataLength + length + 1;
        if (data.length < needed) {
            data = Arrays.copyOf(data, Math.max(needed, data.length * 2));
        }
        if (hasData) {
            data[dataLength++] = '\n';
        }
        System.arraycopy(line, from, data, dataLength, length);
        dataLength += length;
        hasData = true;
    }

    private void dispatch() {
        // An event without data is none, says the standard; but a "complete" may well come without.
        if (hasData || !event.isEmpty()) {
            listener.event(event.isEmpty() ? "message" : event, Arrays.copyOf(data, dataLength));
        }
        event = "";
        dataLength = 0;
        hasData = false;
    }
}
