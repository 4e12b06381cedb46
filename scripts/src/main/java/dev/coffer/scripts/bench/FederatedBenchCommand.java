package dev.coffer.scripts.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** {@code coffer bench federation}: 0 when every answer was right, else 1. */
@Command(
        name = "federation",
        description =
                "Measures what one query over four subgraphs costs the gateway, in processor time of its own process;"
                        + " with --peer also what it costs a gateway by others.",
        mixinStandardHelpOptions = true)
final class FederatedBenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object, and progress to standard error.")
    private boolean isJson;

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
        PrintWriter err = spec.commandLine().getErr();
        FederatedBenchReport report;
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            report = new FederatedBench(settings(), line -> {
                        err.println(line);
                        err.flush();
                    })
                    .run(folder.path());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (isJson) {
            out.println(JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build()
                    .writeValueAsString(report));
        } else {
            print(report, out);
        }
        out.flush();
        return 0;
    }

    private FederatedBench.Settings settings() {
        try {
            return new FederatedBench.Settings(callers, of(warmUp), of(seconds), rounds, heap, peers);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static Duration of(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
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
