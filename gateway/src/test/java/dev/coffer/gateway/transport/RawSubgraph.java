package dev.coffer.gateway.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** A subgraph that tells its schema as it should, and answers whatever bytes a test says. */
final class RawSubgraph implements AutoCloseable {
    static final String SDL = """
            extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
            type Query { top: Player }
            type Player { id: ID! nick: String }
            type User @key(fields: "id") {
              id: ID!
              score: Int title: String ratio: Float flag: Boolean kind: Kind
              tags: [String] best: Player pet: Pet rank: Required
            }
            type Required { value: Int! }
            enum Kind { LOW HIGH }
            union Pet = Cat | Dog
            type Cat { name: String }
            type Dog { name: String }
            """;

    private static final Pattern LENGTH = Pattern.compile("content-length: *([0-9]+)", Pattern.CASE_INSENSITIVE);

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final AtomicLong written = new AtomicLong();
    private volatile Behaviour behaviour = out -> {};

    /** Answers one request; the connection is closed afterwards. */
    interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    RawSubgraph() throws IOException {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/graphql");
    }

    void behave(Behaviour how) {
        behaviour = how;
    }

    /** The heads of all requests but those for the schema. */
    List<String> heads() {
        return heads;
    }

    /** How many bytes the gateway has taken, or its machine for it. */
    long written() {
        return written.get();
    }

    /** A whole answer with status 200. */
    static String json(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** An answer for one entity with these members. */
    static String entity(String members) {
        return json("{\"data\":{\"_entities\":[{\"__typename\":\"User\"," + members + "}]}}");
    }

    static Behaviour text(String answer) {
        return out -> out.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            String head = head(in);
            Matcher length = LENGTH.matcher(head);
            String body = length.find()
                    ? new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
                    : "";
            if (body.contains("_service")) {
                String sdl = JsonMapper.shared().writeValueAsString(SDL);
                socket.getOutputStream()
                        .write(json("{\"data\":{\"_service\":{\"sdl\":" + sdl + "}}}")
                                .getBytes(StandardCharsets.UTF_8));
            } else {
                heads.add(head);
                behaviour.answer(new Counted(socket.getOutputStream()));
            }
        } catch (IOException e) {
            // The gateway closed: what it does with answers that it does not want.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed before a request came");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private final class Counted extends OutputStream {
        private final OutputStream out;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            written.incrementAndGet();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            written.addAndGet(length);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
