package dev.coffer.core.provision;

import dev.coffer.core.provision.install.ServerBinary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A redis-server of our own: append-only file synced every second, on 127.0.0.1. */
final class LocalRedis implements RedisServer {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 5;
    private static final int ANSWER_MILLIS = 500;
    private static final int INFO_LINES = 200;

    private final ServerBinary binary;
    private final OwnServer server;

    private LocalRedis(ServerBinary binary, OwnServer server) {
        this.binary = binary;
        this.server = server;
    }

    static LocalRedis start(ServerBinary binary, Path folder) throws IOException, InterruptedException {
        return new LocalRedis(
                binary,
                OwnServer.start(
                        "redis-server", folder, port -> command(binary, folder, port), LocalRedis::awaitAnswer));
    }

    private static List<String> command(ServerBinary binary, Path folder, int port) {
        return List.of(
                binary.path().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.resolve("data").toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--save",
                "",
                "--daemonize",
                "no");
    }

    /** Waits until this very process has loaded its data; another one on that port is refused. */
    private static void awaitAnswer(int port, SupervisedProcess process) throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                long answering = loadedPid(port);
                if (answering == process.pid()) {
                    return;
                }
                if (answering > 0) {
                    throw new StoreUnavailable("port " + port + " belongs to another redis-server, pid " + answering);
                }
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    throw new StoreUnavailable(
                            "redis-server ended while it was starting. The end of its log:\n" + process.logTail(),
                            notYet);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new StoreUnavailable("redis-server does not answer on port " + port + " after "
                        + START_LIMIT.toSeconds() + " s. The end of its log:\n" + process.logTail());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** The pid that INFO reports, or 0 while the data is still being loaded. */
    private static long loadedPid(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write("INFO\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            long pid = 0;
            boolean loading = true;
            for (int line = 0; line < INFO_LINES; line++) {
                String text = answer.readLine();
                if (text == null) {
                    break;
                }
                if (text.startsWith("process_id:")) {
                    pid = Long.parseLong(text.substring("process_id:".length()).strip());
                }
                loading &= !text.strip().equals("loading:0");
            }
            return loading ? 0 : pid;
        }
    }

    @Override
    public String uri() {
        return "redis://127.0.0.1:" + server.port();
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public void killHard() {
        server.killHard();
    }

    @Override
    public void restart() {
        server.restart();
    }

    @Override
    public void restartEmpty() {
        server.restartEmpty();
    }

    void stop() {
        server.stop();
    }

    @Override
    public String toString() {
        return "Redis " + binary + ", " + uri() + ", " + server;
    }
}
