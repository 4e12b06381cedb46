package dev.coffer.notification.realtime;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that only listen, thousands of them in one process, each on a virtual thread. */
final class IdleClients implements AutoCloseable {

    private static final int BUFFER = 512;
    private static final int FINAL_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES = 126;
    private static final int NO_MASK = 4;

    private final Queue<Client> clients = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ready = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile boolean isClosing;

    /** One of them. */
    abstract static class Client {

        private final Socket socket;
        private final DataInputStream in;
        private final OutputStream out;

        Client(int port, String request) {
            try {
                socket = new Socket(InetAddress.getLoopbackAddress(), port);
                in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
                socket.setTcpNoDelay(true);
                out = socket.getOutputStream();
                out.write(request.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
        }

        /** The next thing that came, of any kind. */
        abstract String next(DataInputStream in, OutputStream out) throws IOException;

        abstract boolean isReady(String text);

        abstract boolean isTold(String text);
    }

    int ready() {
        return ready.get();
    }

    int told() {
        return told.get();
    }

    int lost() {
        return lost.get();
    }

    void add(Client client) {
        clients.add(client);
        Thread.ofVirtual().start(() -> listen(client));
    }

    private void listen(Client client) {
        try {
            while (true) {
                String text = client.next(client.in, client.out);
                if (client.isReady(text)) {
                    ready.incrementAndGet();
                } else if (client.isTold(text)) {
                    told.incrementAndGet();
                }
            }
        } catch (IOException over) {
            if (!isClosing) {
                lost.incrementAndGet();
            }
        }
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    static Client stream(int port, String token) {
        String request =
                "GET /events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: Bearer " + token
                        + "\r\n\r\n";
        return new Client(port, request) {

            @Override
            String next(DataInputStream in, OutputStream out) throws IOException {
                return line(in);
            }

            @Override
            boolean isReady(String text) {
                return text.equals("event:ready");
            }

            @Override
            boolean isTold(String text) {
                return text.equals("event:notification.received");
            }
        };
    }

    static Client socket(int port, String token) {
        String request =
                "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        return new Client(port, request) {

            private boolean isOpen;
            private int rooms;

            @Override
            String next(DataInputStream in, OutputStream out) throws IOException {
                while (!isOpen) {
                    isOpen = line(in).isEmpty();
                }
                String text = frame(in);
                if (text.startsWith("0")) {
                    write(out, "40{\"token\":\"" + token + "\"}");
                } else if (text.equals("2")) {
                    write(out, "3");
                }
                return text;
            }

            /** In the room of its user and in that of its tenant. */
            @Override
            boolean isReady(String text) {
                return text.startsWith("42[\"ready\"") && ++rooms == 2;
            }

            @Override
            boolean isTold(String text) {
                return text.startsWith("42[\"message\"");
            }
        };
    }

    private static String frame(DataInputStream in) throws IOException {
        if (in.readUnsignedByte() != FINAL_TEXT) {
            throw new EOFException("closed, or nothing that is expected here");
        }
        int length = in.readUnsignedByte();
        byte[] text = new byte[length == TWO_BYTES ? in.readUnsignedShort() : length];
        in.readFully(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** With a mask of zeros. */
    private static void write(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean isLong = bytes.length >= TWO_BYTES;
        byte[] frame = new byte[2 + (isLong ? 2 : 0) + NO_MASK + bytes.length];
        frame[0] = (byte) FINAL_TEXT;
        frame[1] = (byte) (MASKED | (isLong ? TWO_BYTES : bytes.length));
        if (isLong) {
            frame[2] = (byte) (bytes.length >> 8);
            frame[3] = (byte) bytes.length;
        }
        System.arraycopy(bytes, 0, frame, frame.length - bytes.length, bytes.length);
        out.write(frame);
    }

    @Override
    public void close() {
        isClosing = true;
        for (Client client : clients) {
            try {
                client.socket.close();
            } catch (IOException gone) {
                // It is over either way.
            }
        }
    }
}
