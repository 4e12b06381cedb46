package dev.coffer.scripts.bench;

import dev.coffer.scripts.bench.IdleSubscribers.Way;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer bench subscriptions}: 0 when each subscriber was told, else 1. */
@Command(
        name = "subscriptions",
        description =
                "Measures what idle subscriptions cost one process of the gateway in memory, each with a connection of its own,"
                        + " and that each is told what happens afterwards.",
        mixinStandardHelpOptions = true)
final class SubscriptionsBenchCommand implements Callable<Integer> {

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Option(
            names = "--connections",
            description = "Subscribers, each with a connection (${DEFAULT-VALUE}).",
            defaultValue = "10000")
    private int connections;

    @Option(
            names = "--way",
            description = "How they subscribe: ${COMPLETION-CANDIDATES}; both when left out.",
            split = ",")
    private List<Way> ways = List.of(Way.values());

    @Option(
            names = "--upstream",
            description = "How the gateway subscribes at the subgraph: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).",
            defaultValue = "SSE")
    private SubscriptionsBench.Upstream upstream = SubscriptionsBench.Upstream.SSE;

    @Option(
            names = "--idle",
            description = "Seconds in which nothing happens, before all are told something (${DEFAULT-VALUE}).",
            defaultValue = "60")
    private double idle;

    @Option(
            names = "--heap",
            description = "Heap of the gateway (${DEFAULT-VALUE}, which is what a container of 1 GiB gives it).",
            defaultValue = "717m")
    private String heap = "717m";

    @Override
    public Integer call() throws IOException, InterruptedException {
        SubscriptionsBench.Settings settings = output.valid(
                () -> new SubscriptionsBench.Settings(connections, ways, upstream, BenchOutput.seconds(idle), heap));
        SubscriptionsBenchReport report = new SubscriptionsBench(settings, output::say).run();
        output.print(report, out -> print(report, out));
        return 0;
    }

    private static void print(SubscriptionsBenchReport report, PrintWriter out) {
        out.printf("%,d subscriptions of one gateway, to a subgraph by %s%n", report.connections(), report.upstream());
        out.printf(
                "%-4s %10s %8s %8s %8s %9s %9s %10s %8s%n",
                "way", "before MB", "idle MB", "then MB", "peak MB", "KB each", "opened s", "idle CPU %", "told ms");
        for (SubscriptionsBenchReport.Held held : report.held()) {
            out.printf(
                    "%-4s %,10d %,8d %,8d %,8d %9.1f %9.1f %10.1f %,8.0f%n",
                    held.way(),
                    held.beforeMb(),
                    held.idleMb(),
                    held.afterMb(),
                    held.peakMb(),
                    held.kbEach(),
                    held.openedSeconds(),
                    held.idleCpuPercent(),
                    held.toldMillis());
        }
    }
}
