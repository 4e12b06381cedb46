package dev.coffer.scripts.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code coffer bench events}: 0 when everything was measured and every event had its effect once, else 1. */
@Command(
        name = "events",
        description =
                "Measures the way from a committed event to its effect in another service, against a polling relay"
                        + " with one transaction per event, in turn on stores of its own.",
        mixinStandardHelpOptions = true)
final class EventsBenchCommand implements Callable<Integer> {

    private static final int NAIVE_UNDER_WAY = 1_000;
    private static final int NAIVE_BACKLOG = 3_000;
    private static final int UNDER_WAY = 10_000;
    private static final int PER_TRANSACTION = 100;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object, and progress to standard error.")
    private boolean isJson;

    @Option(names = "--seconds", description = "Length of each measured part (${DEFAULT-VALUE}).", defaultValue = "8")
    private int seconds;

    @Option(
            names = "--warm-up",
            description = "Seconds before each measured part of the events room, which do not count (${DEFAULT-VALUE});"
                    + " the polling relay finds the JVM warm.",
            defaultValue = "40")
    private int warmUp;

    @Option(names = "--backlog", description = "Events to drain (${DEFAULT-VALUE}).", defaultValue = "60000")
    private int backlog;

    @Option(names = "--lanes", description = "Lanes of the consumer (${DEFAULT-VALUE}).", defaultValue = "4")
    private int lanes;

    @Option(names = "--alone", description = "Leave the polling relay out: figures without a ratio, in half the time.")
    private boolean isAlone;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Consumer<String> progress = line -> {
            err.println(line);
            err.flush();
        };
        EventsBenchReport report = measure(progress);
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(JsonMapper.shared().writeValueAsString(report));
        } else {
            print(report, out);
        }
        out.flush();
        return 0;
    }

    private EventsBenchReport measure(Consumer<String> progress) throws IOException {
        try (OwnStores stores = OwnStores.start(progress)) {
            CpuTime processors = stores.processors();
            EventsBench.Measured ours;
            progress.accept("the events room:");
            try (EventPath path = new CofferPath(stores.mongoUri(), stores.redisUri(), lanes)) {
                ours = new EventsBench(path, load(Duration.ofSeconds(warmUp), UNDER_WAY, backlog), processors, progress)
                        .run();
            }
            return EventsBenchReport.of(ours, isAlone ? null : naive(stores, processors, progress), notes());
        }
    }

    private EventsBench.Measured naive(OwnStores stores, CpuTime processors, Consumer<String> progress) {
        progress.accept("a polling relay, one transaction per event:");
        try (EventPath path = new NaivePath(stores.mongoUri(), stores.redisUri())) {
            return new EventsBench(
                            path,
                            load(Duration.ofSeconds(seconds).dividedBy(2), NAIVE_UNDER_WAY, NAIVE_BACKLOG),
                            processors,
                            progress)
                    .run();
        }
    }

    private EventsBench.Load load(Duration before, int underWay, int events) {
        Duration measured = Duration.ofSeconds(seconds);
        return new EventsBench.Load(measured, before, PER_TRANSACTION, underWay, events);
    }

    private List<String> notes() {
        return List.of(
                Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version()
                        + "; producers, relay, consumer, MongoDB and Redis share them",
                "events of about 600 bytes over " + EventPath.KEYS + " keys, " + PER_TRANSACTION
                        + " in a transaction; lateness at " + EventsBench.PACED_PER_SECOND
                        + " events/s with one in a transaction",
                lanes + " lanes, limits as in production");
    }

    private void print(EventsBenchReport report, PrintWriter out) {
        out.printf("%-30s %14s %14s%n", "", "events room", isAlone ? "" : "polling relay");
        report.figures().forEach((name, figure) -> {
            Double peer = report.peers().get(name);
            out.printf("%-30s %,14.1f %14s%n", name, figure, peer == null ? "" : "%,.1f".formatted(peer));
        });
        report.notes().forEach(out::println);
    }
}
