package dev.coffer.scripts.bench;

import dev.coffer.core.cache.Caches;
import dev.coffer.core.ids.Ids;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer bench cache}: 0 when a crowd in one process made one load, else 1. */
@Command(
        name = "cache",
        description =
                "Measures the cache: hits in memory beside Caffeine alone, hits in Redis, and how often a crowd that"
                        + " wants one value makes it load.",
        mixinStandardHelpOptions = true)
final class CacheBenchCommand implements Callable<Integer> {

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Option(names = "--seconds", description = "Length of each measured part (${DEFAULT-VALUE}).", defaultValue = "5")
    private int seconds;

    @Option(names = "--callers", description = "Size of the crowd (${DEFAULT-VALUE}).", defaultValue = "1000")
    private int callers;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        output.valid(() -> {
            if (seconds < 1 || callers < 1) {
                throw new IllegalArgumentException("--seconds and --callers are at least 1");
            }
            return seconds;
        });
        CacheBenchReport report;
        try (OwnStores stores = OwnStores.start(output::say);
                Caches one = caches(stores);
                Caches other = caches(stores)) {
            report = new CacheBench(one, other, Duration.ofSeconds(seconds), callers).run();
        }
        output.print(report, out -> print(report, out));
        return report.isSound() ? 0 : 1;
    }

    private static Caches caches(OwnStores stores) {
        return Caches.over(stores.redisUri(), new SimpleMeterRegistry(), Ids.timeOrdered());
    }

    private static void print(CacheBenchReport report, PrintWriter out) {
        out.printf("hits in memory, one thread          %,14.0f /s%n", report.hitsPerS());
        out.printf("  for a second of a core            %,14.0f%n", report.hitsPerCpuS());
        out.printf("  with a key made for each          %,14.0f%n", report.newKeyHitsPerCpuS());
        out.printf(
                "  Caffeine alone                    %,14.0f, ratio %.2f%n",
                report.plainHitsPerCpuS(), report.ratioToPlain());
        out.printf(
                "answered by a memory that is small   %.3f; by Caffeine alone %.3f%n",
                report.hitRatio(), report.plainHitRatio());
        out.printf("hits in Redis, 64 callers           %,14.0f /s%n", report.redisHitsPerS());
        out.printf(
                "loads by %,d callers at once: %d; in two processes: %d%n",
                report.stampedeCallers(), report.stampedeLoads(), report.stampedeLoadsOfTwo());
    }
}
