package dev.coffer.gateway.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that says that it closes a connection, and does so right behind a whole answer. */
class ClosingSubgraphIT {
    private static final int EVENT_LOOPS = 4;
    private static final int CALLS = 1_000;
    private static final int AT_ONCE = 8;
    private static final int ANSWER_BYTES = 200_000;
    /** Of one connection, before it is closed. */
    private static final int REQUESTS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Context> loops = new CopyOnWriteArrayList<>();
    private ServerSocket server;

    @BeforeEach
    void open() throws Exception {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
        vertx.deployVerticle(() -> new Loop(loops), new DeploymentOptions().setInstances(EVENT_LOOPS))
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        threads.shutdownNow();
        vertx.close();
    }

    @Test
    void every_large_answer_arrives_whole_whichever_event_loop_asks() throws Exception {
        List<SubgraphReply> replies = new ArrayList<>();
        try (VertxSubgraphClient client = new VertxSubgraphClient(
                vertx, EVENT_LOOPS, 2 * ANSWER_BYTES, new ByteBudget((long) 2 * AT_ONCE * ANSWER_BYTES))) {
            client.register(new SubgraphEndpoint(
                    "shop", URI.create("http://127.0.0.1:" + server.getLocalPort() + "/graphql"), PATIENCE));
            for (int i = 0; i < CALLS / AT_ONCE; i++) {
                for (CompletableFuture<SubgraphReply> reply : round(client)) {
                    replies.add(reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
                }
            }
        }

        assertThat(replies)
                .hasSize(CALLS)
                .allSatisfy(reply -> assertThat(reply)
                        .isInstanceOfSatisfying(
                                SubgraphReply.Answered.class,
                                answered -> assertThat(answered.body()).hasSize(ANSWER_BYTES)));
    }

    /** What changes something, and may not be sent twice. */
    private List<CompletableFuture<SubgraphReply>> round(VertxSubgraphClient client) {
        SubgraphCall call = new SubgraphCall(
                "shop",
                "{}".getBytes(StandardCharsets.UTF_8),
                new ForwardedHeaders(null, "one", null),
                PATIENCE.toMillis(),
                false);
        List<CompletableFuture<SubgraphReply>> replies = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            CompletableFuture<SubgraphReply> reply = new CompletableFuture<>();
            replies.add(reply);
            loops.get(i % EVENT_LOOPS).runOnContext(on -> client.send(call, reply::complete));
        }
        return replies;
    }

    private static final class Loop extends AbstractVerticle {
        private final List<Context> loops;

        Loop(List<Context> loops) {
            this.loops = loops;
        }

        @Override
        public void start() {
            loops.add(context);
        }
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
            return;
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            for (int request = 1; request <= REQUESTS; request++) {
                readRequest(in);
                String head = "HTTP/1.1 200 OK\r\nContent-Length: " + ANSWER_BYTES + "\r\n"
                        + (request == REQUESTS ? "Connection: close\r\n" : "") + "\r\n";
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[ANSWER_BYTES]);
                out.flush();
            }
        } catch (IOException e) {
            // The client needs the connection no more.
            return;
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n{}") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no more requests");
            }
            head.append((char) next);
        }
    }
}
