package dev.coffer.scripts.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer bench ledger}: 0 when it was measured and both ledgers are sound, else 1. */
@Command(
        name = "ledger",
        description =
                "Measures the ledger's batched writer against one MongoDB transaction for each transfer, in turn on"
                        + " one mongod of its own, and verifies every entry afterwards.",
        mixinStandardHelpOptions = true)
final class LedgerBenchCommand implements Callable<Integer> {

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Option(names = "--seconds", description = "Length of a round (${DEFAULT-VALUE}).", defaultValue = "5")
    private double seconds;

    @Option(
            names = "--shapes",
            description = "Who pays whom, separated by commas; all where none is named: uniform, zipf, house,"
                    + " world_to_bank, any_to_bank, any_bounded, any_unbounded, smallbank.",
            split = ",")
    private List<String> shapes = List.of();

    @Option(names = "--rounds", description = "Rounds of each side and shape (${DEFAULT-VALUE}).", defaultValue = "3")
    private int rounds;

    @Option(names = "--users", description = "Users who pay and are paid (${DEFAULT-VALUE}).", defaultValue = "10000")
    private int users;

    @Option(
            names = "--replicas",
            description = "Batched writers on the one database (${DEFAULT-VALUE}).",
            defaultValue = "1")
    private int replicas;

    @Option(
            names = "--callers",
            description = "Callers at the batched writer (${DEFAULT-VALUE}).",
            defaultValue = "1000")
    private int callers;

    @Option(
            names = "--one-by-one-callers",
            description = "Callers with transactions of their own (${DEFAULT-VALUE}).",
            defaultValue = "64")
    private int oneByOneCallers;

    @Option(
            names = "--cache-megabytes",
            description = "Memory of mongod's cache (${DEFAULT-VALUE}).",
            defaultValue = "2048")
    private int cacheMegabytes;

    @Option(
            names = "--grow-to",
            description =
                    "Also measure what a transfer costs when the book has so many, against the empty book (0: not).",
            defaultValue = "0")
    private long growTo;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LedgerBenchReport report = measure(output.valid(this::settings));
        output.print(report, out -> print(report, out));
        return report.isSound() ? 0 : 1;
    }

    private LedgerBench.Settings settings() {
        List<Shape> wanted = shapes.isEmpty()
                ? List.of(Shape.values())
                : shapes.stream().map(Shape::ofKey).toList();
        return new LedgerBench.Settings(
                wanted,
                users,
                replicas,
                callers,
                oneByOneCallers,
                BenchOutput.seconds(seconds),
                rounds,
                cacheMegabytes,
                growTo);
    }

    private LedgerBenchReport measure(LedgerBench.Settings settings) throws IOException, InterruptedException {
        try (OwnStores stores = OwnStores.start(output::say)) {
            return new LedgerBench(settings, stores.processors(), output::say).run(stores.mongoUri());
        }
    }

    private static void print(LedgerBenchReport report, PrintWriter out) {
        out.printf(
                "%-13s %-11s %13s %9s %9s %18s %18s %7s%n",
                "shape", "", "transfers/s", "p50 ms", "p99 ms", "mongod s/1,000", "service s/1,000", "ratio");
        for (LedgerBenchReport.ShapeReport shape : report.shapes()) {
            print(shape.shape(), "batched", shape.batched(), "%.1f".formatted(shape.ratio()), out);
            print("", "one by one", shape.oneByOne(), "", out);
        }
        out.printf(
                "at half of the rate of the first shape: p50 %.1f ms, p99 %.1f ms%n",
                report.p50MsAtHalf(), report.p99MsAtHalf());
        if (report.growth() != null) {
            out.printf(
                    "a transfer costs mongod %.2f of what it cost in the empty book, after %,d of them%n",
                    report.growth().growthRatio(), report.growth().transfers());
        }
        report.flaws().forEach(out::println);
        out.printf("%,d entries verified: %s%n", report.entries(), report.isSound() ? "all is well" : "NOT WELL");
    }

    private static void print(
            String shape, String side, LedgerBenchReport.Side figures, String ratio, PrintWriter out) {
        out.printf(
                "%-13s %-11s %,13.0f %9.1f %9.1f %18.3f %18.3f %7s%n",
                shape,
                side,
                figures.transfersPerS(),
                figures.p50Ms(),
                figures.p99Ms(),
                figures.mongodSecondsPerThousand(),
                figures.serviceSecondsPerThousand(),
                ratio);
    }
}
