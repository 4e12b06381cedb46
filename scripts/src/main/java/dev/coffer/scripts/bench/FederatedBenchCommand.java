package dev.coffer.scripts.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer bench gateway}: 0 when every answer was right, else 1. */
@Command(
        name = "gateway",
        description =
                "Measures what one query over four subgraphs costs the gateway, in processor time of its own process;"
                        + " with --peer also what it costs a gateway by others.",
        mixinStandardHelpOptions = true)
final class FederatedBenchCommand implements Callable<Integer> {

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Option(names = "--seconds", description = "Length of a round (${DEFAULT-VALUE}).", defaultValue = "10")
    private double seconds;

    @Option(names = "--rounds", description = "Rounds of each gateway (${DEFAULT-VALUE}).", defaultValue = "3")
    private int rounds;

    @Option(
            names = "--warm-up",
            description = "Seconds before the first round, unmeasured (${DEFAULT-VALUE}).",
            defaultValue = "30")
    private double warmUp;

    @Option(names = "--callers", description = "Callers at once (${DEFAULT-VALUE}).", defaultValue = "50")
    private int callers;

    @Option(names = "--heap", description = "Heap of Coffer's gateway (${DEFAULT-VALUE}).", defaultValue = "512m")
    private String heap = "512m";

    @Option(
            names = "--peer",
            description = "Gateways to measure beside it: ${COMPLETION-CANDIDATES}. Needs Node.js with npm.")
    private List<PeerGateway> peers = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        FederatedBench.Settings settings = output.valid(() -> new FederatedBench.Settings(
                callers, BenchOutput.seconds(warmUp), BenchOutput.seconds(seconds), rounds, heap, peers));
        FederatedBenchReport report;
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            report = new FederatedBench(settings, output::say).run(folder.path());
        }
        output.print(report, out -> print(report, out));
        return 0;
    }

    private static void print(FederatedBenchReport report, PrintWriter out) {
        out.printf(
                "an answer of %,d bytes, by %,d calls of subgraphs%n", report.answerBytes(), report.callsPerRequest());
        out.printf(
                "%-10s %14s %8s %11s %8s %8s %12s%n",
                "gateway", "CPU ms/request", "ratio", "requests/s", "p50 ms", "p99 ms", "resident MB");
        for (FederatedBenchReport.Gateway gateway : report.gateways()) {
            out.printf(
                    "%-10s %14.3f %8.2f %,11.0f %8.1f %8.1f %,12d%n",
                    gateway.name(),
                    gateway.cpuMsPerRequest(),
                    gateway.cpuRatio(),
                    gateway.requestsPerS(),
                    gateway.p50Ms(),
                    gateway.p99Ms(),
                    gateway.residentMb());
        }
    }
}
