package dev.coffer.notification.dispatch;

import dev.coffer.core.ops.ServiceLauncher;
import dev.coffer.core.testkit.TestService;
import dev.coffer.notification.NotificationApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A replica of the whole service in a process of its own, so that it can be killed. */
final class DispatchReplica {

    private DispatchReplica() {}

    static Process start(String mongoUri, String redisUri, String database, String jwksUri) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DispatchReplica.class.getName(),
                mongoUri,
                redisUri,
                database,
                jwksUri);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "dispatch-replica.log").toFile()))
                .start();
    }

    public static void main(String[] args) throws InterruptedException {
        ServiceLauncher.launch(
                NotificationApplication.class,
                NotificationApplication.SERVICE,
                Map.of(
                        "server.port", "0",
                        "coffer.mongodb.uri", args[0],
                        "coffer.redis.uri", args[1],
                        "coffer.database-name", args[2],
                        "coffer.master-key", TestService.MASTER_KEY,
                        "coffer.identity.jwks-uri", args[3]));
        new CountDownLatch(1).await();
    }
}
