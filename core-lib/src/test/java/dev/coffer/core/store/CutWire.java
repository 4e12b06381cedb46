package dev.coffer.core.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A wire between a driver and mongod that breaks at a given command: before the server gets it, or after the server did it and
 * before the driver hears so. The server does whatever it does; nothing of it is imitated.
 */
final class CutWire implements AutoCloseable {

    private static final int HEADER_BYTES = 16;

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cutsLeft = new AtomicInteger();
    private final AtomicInteger cutsMade = new AtomicInteger();
    private volatile String command = "";
    private volatile boolean isReplyLost;

    CutWire(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    int cutsMade() {
        return cutsMade.get();
    }

    /** @param afterwards whether the server gets the command, and only its reply is lost */
    void cut(String commandName, int times, boolean afterwards) {
        command = commandName;
        isReplyLost = afterwards;
        cutsMade.set(0);
        cutsLeft.set(times);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket driver = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(driver);
                open.add(server);
                Thread.ofVirtual().start(() -> forward(driver, server));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** One exchange after the other: a connection of the driver's pool has one command under way. */
    private void forward(Socket driver, Socket server) {
        try (driver;
                server) {
            Thread.ofVirtual().start(() -> copyReplies(server, driver));
            InputStream in = driver.getInputStream();
            OutputStream out = server.getOutputStream();
            while (true) {
                byte[] message = message(in);
                boolean isHit = !command.isEmpty()
                        && new String(message, StandardCharsets.ISO_8859_1).contains(command + "\0")
                        && cutsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
                if (isHit) {
                    cutsMade.incrementAndGet();
                    if (isReplyLost) {
                        driver.shutdownOutput();
                        out.write(message);
                        awaitDone(server);
                    }
                    return;
                }
                out.write(message);
            }
        } catch (IOException ended) {
            // Either side ended its connection, which ends the other's.
        } finally {
            open.remove(driver);
            open.remove(server);
        }
    }

    /** The other thread reads the reply and fails to hand it on; the server is done by then. */
    private static void awaitDone(Socket server) throws IOException {
        server.setSoTimeout(5_000);
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (!server.isClosed() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private static void copyReplies(Socket server, Socket driver) {
        try (server;
                driver) {
            InputStream in = server.getInputStream();
            OutputStream out = driver.getOutputStream();
            while (true) {
                out.write(message(in));
            }
        } catch (IOException ended) {
            // As above.
        }
    }

    private static byte[] message(InputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER_BYTES);
        if (header.length < HEADER_BYTES) {
            throw new EOFException();
        }
        int length = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt();
        byte[] message = new byte[length];
        System.arraycopy(header, 0, message, 0, HEADER_BYTES);
        if (in.readNBytes(message, HEADER_BYTES, length - HEADER_BYTES) < length - HEADER_BYTES) {
            throw new EOFException();
        }
        return message;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
