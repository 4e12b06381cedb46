package dev.coffer.payment.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Stands between a client and mongod and cuts connections where it hurts: around the commands of a transaction. */
final class CuttingProxy implements AutoCloseable {

    private static final int BUFFER = 1 << 16;

    /** Where a connection is cut. */
    enum Cut {
        NOWHERE,
        /** The server never gets the command. */
        BEFORE_THE_SERVER,
        /** The server carries the command out, and nobody hears of it. */
        BEFORE_THE_REPLY
    }

    private final ServerSocket listener;
    private final InetSocketAddress server;
    private final Function<String, Cut> rule;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger cuts = new AtomicInteger();

    /** @param rule decides by the bytes of what a client sends, read as Latin 1 */
    CuttingProxy(String mongoUri, Function<String, Cut> rule) throws IOException {
        URI uri = URI.create(mongoUri);
        this.server = new InetSocketAddress(uri.getHost(), uri.getPort());
        this.rule = rule;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Keeps the driver from finding the server itself. */
    String uri() {
        return "mongodb://127.0.0.1:" + listener.getLocalPort() + "/?directConnection=true";
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Connection connection = new Connection(listener.accept(), new Socket());
                connection.upstream.connect(server);
                Thread.ofVirtual().start(connection::forwardCommands);
                Thread.ofVirtual().start(connection::forwardReplies);
            }
        } catch (IOException e) {
            closeAll();
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket upstream;
        private volatile boolean isDeaf;

        Connection(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
            sockets.add(client);
            sockets.add(upstream);
        }

        void forwardCommands() {
            forward(client, upstream, chunk -> {
                Cut cut = rule.apply(chunk);
                if (cut != Cut.NOWHERE) {
                    cuts.incrementAndGet();
                    isDeaf = true;
                }
                return cut != Cut.BEFORE_THE_SERVER;
            });
        }

        void forwardReplies() {
            forward(upstream, client, chunk -> !isDeaf);
        }

        private void forward(Socket from, Socket to, Function<String, Boolean> isPassed) {
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[BUFFER];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (!isPassed.apply(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
                        break;
                    }
                    out.write(buffer, 0, read);
                }
            } catch (IOException e) {
                // One end is gone; so must the other be.
                isDeaf = true;
            } finally {
                close(from);
                close(to);
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("a socket does not close", e);
        }
    }

    private void closeAll() {
        sockets.forEach(CuttingProxy::close);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        closeAll();
    }
}
