package dev.coffer.notification;

import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A replica of notification-service in a JVM of its own, that can be killed. */
public final class NotificationProcess implements AutoCloseable {

    private static final int DYING_SECONDS = 30;

    private final Process process;
    private final int port = TestPorts.free();

    /**
     * @param heap its largest, "384m"
     * @param settings more of them, "name=value"
     */
    public NotificationProcess(String database, TestTokens tokens, String heap, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + heap,
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                NotificationApplication.class.getName(),
                "--server.port=" + port,
                "--coffer.mongodb.uri=" + TestStores.mongoUri(),
                "--coffer.redis.uri=" + TestStores.redisUri(),
                "--coffer.database-name=" + database,
                "--coffer.master-key=" + TestService.MASTER_KEY,
                "--coffer.identity.jwks-uri=" + tokens.jwksUri()));
        Arrays.stream(settings).forEach(setting -> command.add("--" + setting));
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
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
