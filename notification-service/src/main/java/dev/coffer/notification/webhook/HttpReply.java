package dev.coffer.notification.webhook;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a receiver answered.
 *
 * @param body its first {@link RedactedReply#MOST_BYTES} bytes at most
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record HttpReply(int status, byte[] body) {

    private static final int MOST_HEAD_BYTES = 16 << 10;
    private static final int MOST_INTERIM = 5;
    private static final int FIRST_FINAL = 200;
    private static final int NO_CONTENT = 204;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");
    private static final Pattern LENGTH = Pattern.compile("\ncontent-length:[ \t]*(\\d{1,9})[ \t]*\r?\n");

    private static final Pattern CHUNKED = Pattern.compile("(?i)\ntransfer-encoding:[^\r\n]*chunked");
    private static final Pattern CHUNK_LENGTH = Pattern.compile("\\A([0-9a-fA-F]{1,8})[^\n]*\n");
    private static final int HEXADECIMAL = 16;

    /** For the body only: the status decides, and whoever dawdles over the rest is not waited for. */
    private static final Duration BODY = Duration.ofSeconds(2);

    /** @param socket whose time-out is set for the body */
    static HttpReply read(InputStream in, Socket socket) throws IOException {
        for (int i = 0; i < MOST_INTERIM; i++) {
            String head = head(in);
            Matcher status = STATUS.matcher(head.lines().findFirst().orElse(""));
            if (!status.matches()) {
                throw new IOException("the answer is not HTTP");
            }
            int code = Integer.parseInt(status.group(1));
            if (code >= FIRST_FINAL) {
                byte[] body = code == NO_CONTENT ? new byte[0] : body(in, socket, length(head));
                return new HttpReply(code, CHUNKED.matcher(head).find() ? withoutLengths(body) : body);
            }
        }
        throw new IOException("the answer does not end");
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int lineBytes = 0;
        while (head.size() < MOST_HEAD_BYTES) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection was closed without an answer");
            }
            head.write(next);
            if (next == '\n') {
                if (lineBytes == 0) {
                    return head.toString(StandardCharsets.ISO_8859_1);
                }
                lineBytes = 0;
            } else if (next != '\r') {
                lineBytes++;
            }
        }
        throw new IOException("the answer's head is longer than " + MOST_HEAD_BYTES + " bytes");
    }

    private static int length(String head) {
        Matcher length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
        return length.find()
                ? Math.min(Integer.parseInt(length.group(1)), RedactedReply.MOST_BYTES)
                : RedactedReply.MOST_BYTES;
    }

    private static byte[] body(InputStream in, Socket socket, int most) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long end = System.nanoTime() + BODY.toNanos();
        try {
            while (body.size() < most) {
                long leftMillis = (end - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0) {
                    break;
                }
                socket.setSoTimeout((int) leftMillis);
                byte[] some = in.readNBytes(1);
                if (some.length == 0) {
                    break;
                }
                body.writeBytes(some);
                int ready = Math.min(in.available(), most - body.size());
                body.writeBytes(in.readNBytes(ready));
            }
        } catch (IOException broken) {
            // The status came; of the body there is what there is.
        }
        return body.toByteArray();
    }

    /** As far as it came; what breaks the form is left out with all after it. */
    private static byte[] withoutLengths(byte[] chunked) {
        String rest = new String(chunked, StandardCharsets.ISO_8859_1);
        StringBuilder plain = new StringBuilder();
        Matcher length = CHUNK_LENGTH.matcher(rest);
        while (length.find()) {
            long bytes = Long.parseLong(length.group(1), HEXADECIMAL);
            rest = rest.substring(length.end());
            int end = (int) Math.min(bytes, rest.length());
            plain.append(rest, 0, end);
            rest = rest.substring(end).replaceFirst("\\A\r?\n", "");
            length = CHUNK_LENGTH.matcher(bytes == 0 ? "" : rest);
        }
        return plain.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
