package dev.coffer.scripts.bench;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer bench kyc}: 0 when it was measured. */
@Command(
        name = "kyc",
        description =
                "Measures the screening of persons against a sanctions list of names that are made up: how fast, and how"
                        + " many it tells rightly.",
        mixinStandardHelpOptions = true)
final class KycBenchCommand implements Callable<Integer> {

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Option(names = "--seconds", description = "Length of measuring the speed (${DEFAULT-VALUE}).", defaultValue = "20")
    private double seconds;

    @Option(names = "--names", description = "Names on the list (${DEFAULT-VALUE}).", defaultValue = "1000000")
    private int names;

    @Option(
            names = "--screens",
            description = "Persons on the list that are looked for, and as many others (${DEFAULT-VALUE}).",
            defaultValue = "3500")
    private int screens;

    @Override
    public Integer call() {
        KycBench.Settings settings =
                output.valid(() -> new KycBench.Settings(names, screens, BenchOutput.seconds(seconds)));
        KycBenchReport report = new KycBench(settings, output::say).run();
        output.print(report, out -> print(report, out));
        return 0;
    }

    private static void print(KycBenchReport report, PrintWriter out) {
        out.printf("%,d names of %,d persons, %.0f MB%n", report.names(), report.entries(), report.indexMb());
        out.printf("screens for a core  %,10.0f/s%n", report.screensPerSCore());
        out.printf("recall              %10.2f %%%n", 100 * report.recall());
        report.recallByWay().forEach((way, recall) -> out.printf("  %-18s%10.2f %%%n", way, recall));
        out.printf("precision           %10.2f %%%n", 100 * report.precision());
        out.printf("%,d of %,d who are not listed had a match%n", report.alarms(), report.unlisted());
    }
}
