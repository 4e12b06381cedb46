package dev.coffer.notification.webhook;

import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A replica of notification-service in a JVM of its own, that can be killed. */
final class NotificationProcess implements AutoCloseable {

    private static final int DYING_SECONDS = 30;

    private final Process process;

    NotificationProcess(String database, TestTokens tokens) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                NotificationApplication.class.getName(),
                "--server.port=" + TestPorts.free(),
                "--coffer.mongodb.uri=" + TestStores.mongoUri(),
                "--coffer.redis.uri=" + TestStores.redisUri(),
                "--coffer.database-name=" + database,
                "--coffer.master-key=" + TestService.MASTER_KEY,
                "--coffer.identity.jwks-uri=" + tokens.jwksUri(),
                "--coffer.notification.webhooks.allow-loopback=true",
                "--coffer.notification.webhooks.timeout=2s",
                "--coffer.notification.webhooks.lease=12s");
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
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
