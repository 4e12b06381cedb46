package dev.coffer.scripts.bench;

import com.mongodb.client.MongoClient;
import dev.coffer.core.store.MongoClients;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer bench paging}: 0 when every page had its rows. */
@Command(
        name = "paging",
        description =
                "Measures what a page costs at the beginning, in the middle and at the end of a long list, in turn, on a"
                        + " MongoDB of its own.",
        mixinStandardHelpOptions = true)
final class PagingBenchCommand implements Callable<Integer> {

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Option(names = "--rows", description = "Length of the list (${DEFAULT-VALUE}).", defaultValue = "1000000")
    private int rows;

    @Option(names = "--rounds", description = "How often each page is read (${DEFAULT-VALUE}).", defaultValue = "1000")
    private int rounds;

    @Override
    public Integer call() throws IOException {
        PagingBench.Settings settings = output.valid(() -> new PagingBench.Settings(rows, rounds));
        PagingBenchReport report;
        try (OwnStores stores = OwnStores.start(output::say);
                MongoClient client = MongoClients.open(stores.mongoUri(), "bench")) {
            report = new PagingBench(client, settings, output::say).run();
        }
        output.print(report, out -> print(report, out));
        return 0;
    }

    private static void print(PagingBenchReport report, PrintWriter out) {
        out.printf("%,d rows, pages of %d, each read %,d times%n", report.rows(), report.pageSize(), report.rounds());
        out.printf("%-24s %10s %10s %8s%n", "page", "p50 ms", "p99 ms", "ratio");
        row(out, "1", report.firstP50Ms(), report.firstP99Ms(), 1);
        row(out, "%,d".formatted(report.pages() / 2), report.middleP50Ms(), report.middleP99Ms(), report.ratioMiddle());
        row(out, "%,d".formatted(report.pages()), report.lastP50Ms(), report.lastP99Ms(), report.ratioLast());
        out.printf(
                "%-24s %10.2f %10s %8.2f%n", "the last, by skipping", report.skippedP50Ms(), "", report.ratioSkipped());
    }

    private static void row(PrintWriter out, String page, double p50, double p99, double ratio) {
        out.printf("%-24s %10.2f %10.2f %8.2f%n", page, p50, p99, ratio);
    }
}
