package dev.coffer.scripts.bench;

import dev.coffer.scripts.run.CofferHome;
import dev.coffer.scripts.run.LocalSystem;
import dev.coffer.scripts.run.Service;
import dev.coffer.scripts.run.SystemPorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer bench payments}: 0 when it was measured and the ledger is sound, else 1. */
@Command(
        name = "payments",
        description = "Measures single payments as mutations through the gateway, and straight to payment-service for"
                + " comparison, in a whole system of its own; verifies every entry afterwards.",
        mixinStandardHelpOptions = true)
final class GatewayBenchCommand implements Callable<Integer> {

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Option(names = "--seconds", description = "Length of a round (${DEFAULT-VALUE}).", defaultValue = "10")
    private double seconds;

    @Option(names = "--rounds", description = "Rounds of each way (${DEFAULT-VALUE}).", defaultValue = "3")
    private int rounds;

    @Option(
            names = "--warm-up",
            description = "Seconds before the first round, unmeasured (${DEFAULT-VALUE}).",
            defaultValue = "30")
    private double warmUp;

    @Option(names = "--users", description = "Users who pay each other (${DEFAULT-VALUE}).", defaultValue = "64")
    private int users;

    @Option(names = "--callers", description = "Callers at once (${DEFAULT-VALUE}).", defaultValue = "64")
    private int callers;

    @Override
    public Integer call() throws IOException, InterruptedException {
        GatewayBenchReport report = measure(output.valid(() -> new GatewayBench.Settings(
                users, callers, BenchOutput.seconds(warmUp), BenchOutput.seconds(seconds), rounds)));
        output.print(report, out -> print(report, out));
        return report.isSound() ? 0 : 1;
    }

    private GatewayBenchReport measure(GatewayBench.Settings settings) throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create();
                LocalSystem system = LocalSystem.start(new LocalSystem.Request(
                        new CofferHome(folder.path()),
                        SystemPorts.free(),
                        List.of(Service.values()),
                        false,
                        output::say))) {
            return new GatewayBench(settings, system, output::say).run();
        }
    }

    private static void print(GatewayBenchReport report, PrintWriter out) {
        out.printf(
                "%-26s %12s %9s %9s %12s %15s %14s%n",
                "way", "transfers/s", "p50 ms", "p99 ms", "JVM s/1,000", "mongod s/1,000", "redis s/1,000");
        print("through the gateway", report.gatewayTransfersPerS(), report.gateway(), out);
        print("straight to the service", report.directTransfersPerS(), report.direct(), out);
        out.printf(
                "the gateway reaches %.2f of it; %,d transfers verified: %s%n",
                report.gatewayShare(), report.transfers(), report.isSound() ? "all is well" : report.flaw());
    }

    private static void print(String way, double rate, GatewayBenchReport.Way figures, PrintWriter out) {
        out.printf(
                "%-26s %,12.0f %9.1f %9.1f %12.3f %15.3f %14.3f%n",
                way,
                rate,
                figures.p50Ms(),
                figures.p99Ms(),
                figures.jvmSecondsPerThousand(),
                figures.mongodSecondsPerThousand(),
                figures.redisSecondsPerThousand());
    }
}
