package dev.coffer.kyc.document;

import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.kyc.KycApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One replica of kyc-service in a JVM of its own with 256 MB of heap, that can be killed. */
public final class KycProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(120);
    private static final int DYING_SECONDS = 30;

    private final int port = TestPorts.free();
    private final Process process;

    public KycProcess(String database, TestTokens tokens, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KycApplication.class.getName(),
                "--server.port=" + port,
                "--coffer.mongodb.uri=" + TestStores.mongoUri(),
                "--coffer.redis.uri=" + TestStores.redisUri(),
                "--coffer.database-name=" + database,
                "--coffer.master-key=" + TestService.MASTER_KEY,
                "--coffer.identity.jwks-uri=" + tokens.jwksUri()));
        command.addAll(List.of(more));
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public KycProcess awaitReady() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            await().atMost(START).until(() -> isReady(http));
        }
        return this;
    }

    private boolean isReady(HttpClient http) throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(address("/health/ready"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(DYING_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + process.pid() + " does not die");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(interrupted));
        }
    }

    @Override
    public void close() {
        kill();
    }
}
