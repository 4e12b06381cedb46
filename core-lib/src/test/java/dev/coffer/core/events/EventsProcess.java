package dev.coffer.core.events;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A service in a process of its own, so that it can be killed as the power cut kills. It does not outlive the test's JVM. */
final class EventsProcess {

    /** The order that a dying ledger does not survive. */
    static final int FATAL_ORDER = 300;

    private static final int KILLED = 137;

    private EventsProcess() {}

    /** What the process is to do. */
    enum Role {
        SHOP,
        /** Relays, and saves its position only after an hour. */
        SHOP_WITHOUT_CHECKPOINT,
        LEDGER,
        /** Applies events, and is gone while it handles the fatal order: its transaction is open. */
        LEDGER_DYING_BEFORE_COMMIT,
        /** Applies events, and is gone as soon as so many effects are committed. */
        LEDGER_DYING_AFTER_COMMIT,
        /** Relays events, and is gone as soon as a part of a replay is told. */
        SHOP_DYING_IN_A_REPLAY
    }

    static Process start(Role role, String mongoUri, String redisUri, String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EventsProcess.class.getName(),
                        role.name(),
                        mongoUri,
                        redisUri,
                        name)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "events-process.log").toFile()))
                .start();
    }

    public static void main(String[] args) throws IOException {
        EventsStage stage = new EventsStage(args[1], args[2], args[3]);
        switch (Role.valueOf(args[0])) {
            case SHOP -> stage.startShop();
            case SHOP_WITHOUT_CHECKPOINT ->
                stage.startShop(EventsStage.impatient()
                        .checkpointEvery(Duration.ofHours(1))
                        .build());
            case LEDGER -> stage.startLedger(stage.recording());
            case LEDGER_DYING_BEFORE_COMMIT ->
                stage.startLedger(stage.consumer(EventsStage.CONSUMER)
                        .on(EventsStage.PLACED, EventsStage.PlacedOrder.class, (event, unit) -> {
                            EventsStage.record(event, unit);
                            if (event.data().number() == FATAL_ORDER) {
                                Runtime.getRuntime().halt(KILLED);
                            }
                        }));
            case LEDGER_DYING_AFTER_COMMIT -> {
                stage.startLedger(stage.recordingOneByOne());
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> stage.effectCount() >= FATAL_ORDER);
                Runtime.getRuntime().halt(KILLED);
            }
            case SHOP_DYING_IN_A_REPLAY -> {
                stage.startShop();
                Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> stage.replays().list(null, null, true, 1).stream()
                                .anyMatch(replay -> replay.told() > 0));
                Runtime.getRuntime().halt(KILLED);
            }
        }
        awaitEndOfTest();
        Runtime.getRuntime().halt(KILLED);
    }

    /** The test writes nothing; its end closes the stream. */
    private static void awaitEndOfTest() throws IOException {
        while (System.in.read() >= 0) {
            // Nothing is to be read.
        }
    }

    static List<Role> dyingLedgers() {
        return List.of(Role.LEDGER_DYING_BEFORE_COMMIT, Role.LEDGER_DYING_AFTER_COMMIT);
    }
}
