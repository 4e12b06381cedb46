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

/** {@code coffer bench auth}: 0 when it was measured. */
@Command(
        name = "auth",
        description = "Measures sign-ins, refreshes, verifications of access tokens and a storm of sign-ins, in a whole"
                + " system of its own.",
        mixinStandardHelpOptions = true)
final class AuthBenchCommand implements Callable<Integer> {

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Option(names = "--seconds", description = "Length of each part (${DEFAULT-VALUE}).", defaultValue = "10")
    private double seconds;

    @Option(names = "--warm-up", description = "Seconds before, unmeasured (${DEFAULT-VALUE}).", defaultValue = "30")
    private double warmUp;

    @Option(names = "--callers", description = "Callers at once (${DEFAULT-VALUE}).", defaultValue = "16")
    private int callers;

    @Option(names = "--storm", description = "Sign-ins at one moment (${DEFAULT-VALUE}).", defaultValue = "1000")
    private int storm;

    @Override
    public Integer call() throws IOException, InterruptedException {
        AuthBench.Settings settings = output.valid(() ->
                new AuthBench.Settings(callers, storm, BenchOutput.seconds(warmUp), BenchOutput.seconds(seconds)));
        try (TemporaryFolder folder = TemporaryFolder.create();
                LocalSystem system = LocalSystem.start(new LocalSystem.Request(
                        new CofferHome(folder.path()),
                        SystemPorts.free(),
                        List.of(Service.values()),
                        false,
                        output::say))) {
            AuthBenchReport report = new AuthBench(settings, system, output::say).run();
            output.print(report, out -> print(report, out));
        }
        return 0;
    }

    private static void print(AuthBenchReport report, PrintWriter out) {
        out.printf("sign-ins                %,12.1f/s%n", report.loginsPerS());
        out.printf("sign-ins for a core     %,12.1f/s%n", report.loginsPerCoreS());
        out.printf("refreshes               %,12.0f/s, p99 %.1f ms%n", report.refreshesPerS(), report.refreshP99Ms());
        out.printf("verifications, a core   %,12.0f/s%n", report.verificationsPerCoreS());
        out.printf("the same, not cached    %,12.0f/s%n", report.uncachedVerificationsPerCoreS());
        AuthBenchReport.Storm storm = report.storm();
        out.printf(
                "%,d sign-ins at once: %,d answered, %,d told to wait, %,d failed; others' p99 %.1f ms, heap +%,d MB%n",
                storm.logins(),
                storm.answered(),
                storm.toldToWait(),
                storm.failed(),
                storm.othersP99Ms(),
                storm.heapGrowthMb());
    }
}
