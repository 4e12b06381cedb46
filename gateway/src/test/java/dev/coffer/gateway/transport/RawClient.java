package dev.coffer.gateway.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A connection on which everything can be sent, HTTP or not. */
final class RawClient implements AutoCloseable {
    /** Between two bytes of one that drips. */
    static final Duration DRIP = Duration.ofMillis(50);

    private final Socket socket = new Socket();

    RawClient(int port) throws IOException {
        this(port, 64 * 1024);
    }

    /** @param windowBytes about how much may wait here until it is read */
    RawClient(int port, int windowBytes) throws IOException {
        socket.setReceiveBufferSize(windowBytes);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** A POST of GraphQL in JSON, as others send it. */
    static String post(String body) {
        return "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** Sends one byte after the other until nobody takes them any more. */
    ScheduledFuture<?> drip(ScheduledExecutorService pace, String text) {
        return pace.scheduleAtFixedRate(
                () -> {
                    try {
                        send(text);
                    } catch (IOException e) {
                        // Thrown on so that it is the last one.
                        throw new IllegalStateException("the other end closed", e);
                    }
                },
                0,
                DRIP.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** All that comes until the other end closes; fails where it does not in time. */
    String untilClosed(Duration patience) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        long until = System.nanoTime() + patience.toNanos();
        InputStream in = socket.getInputStream();
        byte[] piece = new byte[8_192];
        try {
            while (true) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("still open after " + patience + ", heard: " + heard);
                }
                socket.setSoTimeout(Math.toIntExact(left));
                int count = in.read(piece);
                if (count < 0) {
                    return heard.toString(StandardCharsets.UTF_8);
                }
                heard.write(piece, 0, count);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("still open after " + patience + ", heard: " + heard, e);
        } catch (IOException reset) {
            // Closed with something of ours unread: as closed as can be.
            return heard.toString(StandardCharsets.UTF_8);
        }
    }

    /** Reads until {@code end} came. */
    String until(String end, Duration patience) throws IOException {
        StringBuilder heard = new StringBuilder();
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
        while (heard.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new AssertionError("closed before \"" + end + "\" came, heard: " + heard);
            }
            heard.append((char) next);
        }
        return heard.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
