package dev.coffer.notification.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A replica in a process of its own that is gone in the middle of its work, as kill -9 has it. */
final class DyingReplica {

    static final int FATAL = 5;
    private static final int KILLED = 137;

    private DyingReplica() {}

    static Process start(String mongoUri, String database) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingReplica.class.getName(),
                        mongoUri,
                        database)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "dying-replica.log").toFile()))
                .start();
    }

    public static void main(String[] args) throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        TaskStage stage = new TaskStage(args[0], args[1], Clock.systemUTC());
        stage.run(stage.noting(task -> {
            if (begun.incrementAndGet() >= FATAL) {
                Runtime.getRuntime().halt(KILLED);
            }
        }));
        new CountDownLatch(1).await();
    }
}
