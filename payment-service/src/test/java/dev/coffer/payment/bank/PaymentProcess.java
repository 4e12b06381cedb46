package dev.coffer.payment.bank;

import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.PaymentApplication;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One replica of payment-service in a JVM of its own, that can be killed and started again on the same port. */
public final class PaymentProcess implements AutoCloseable {

    private static final int DYING_SECONDS = 30;

    private final List<String> command;
    private final int port = TestPorts.free();
    private Process process;

    PaymentProcess(String database, TestTokens tokens) throws IOException {
        this(PaymentApplication.class, "unused", "", database, tokens);
    }

    /**
     * @param main what is started, {@link PaymentApplication} with something more
     * @param property of the JVM, with its value
     */
    public PaymentProcess(Class<?> main, String property, String value, String database, TestTokens tokens)
            throws IOException {
        this.command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-D" + property + "=" + value,
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                "--server.port=" + port,
                "--coffer.mongodb.uri=" + TestStores.mongoUri(),
                "--coffer.redis.uri=" + TestStores.redisUri(),
                "--coffer.database-name=" + database,
                "--coffer.master-key=" + TestService.MASTER_KEY,
                "--coffer.identity.jwks-uri=" + tokens.jwksUri(),
                "--coffer.payment.limits.unknown-tier=BASIC");
        this.process = launch();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public URI graphQl() {
        return URI.create("http://127.0.0.1:" + port + "/graphql");
    }

    public URI readiness() {
        return URI.create("http://127.0.0.1:" + port + "/health/ready");
    }

    /** As {@code kill -9}, and then the start that an orchestrator would make; returns while it is starting. */
    void killAndStart() throws IOException, InterruptedException {
        kill();
        process = launch();
    }

    /** Waits for it to end by itself. @return its exit code */
    public int awaitDeath() throws InterruptedException {
        if (!process.waitFor(DYING_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("process " + process.pid() + " lives on");
        }
        return process.exitValue();
    }

    private void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(DYING_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("process " + process.pid() + " does not die");
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
