package dev.coffer.scripts.bench;

import com.mongodb.client.MongoClient;
import dev.coffer.core.store.MongoClients;
import dev.coffer.scripts.bench.Load.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The batched writer against one transaction for each transfer: on one mongod, in turn, a round of the one beside a round of
 * the other, so that whatever else the machine does hits both. Afterwards both databases are verified to the last entry.
 */
final class LedgerBench {

    private final Settings settings;
    private final CpuTime processors;
    private final Consumer<String> progress;

    /** @param progress gets a line for each thing measured */
    LedgerBench(Settings settings, CpuTime processors, Consumer<String> progress) {
        this.settings = settings;
        this.processors = processors;
        this.progress = progress;
    }

    /**
     * @param shapes measured in this order
     * @param users who pay and are paid, with three or four wallets each
     * @param replicas batched writers at work
     * @param callers who wait at the batched writer at once
     * @param oneByOneCallers who make transactions of their own at once
     * @param growTo transfers in the book when its growth is measured; 0 where it is not
     * @param cacheMegabytes what mongod keeps in memory: with the little that it has in development one measures the
     *     eviction of index pages and little else
     */
    record Settings(
            List<Shape> shapes,
            int users,
            int replicas,
            int callers,
            int oneByOneCallers,
            Duration perRound,
            int rounds,
            int cacheMegabytes,
            long growTo) {
        Settings {
            shapes = List.copyOf(shapes);
            if (shapes.isEmpty()
                    || users < 2
                    || replicas < 1
                    || growTo < 0
                    || callers < 1
                    || oneByOneCallers < 1
                    || rounds < 1
                    || cacheMegabytes < 1
                    || !perRound.isPositive()) {
                throw new IllegalArgumentException(
                        "A benchmark needs a shape, two users, and one or more of all else; not: " + users + " users, "
                                + callers + " and " + oneByOneCallers + " callers, " + rounds + " rounds of "
                                + perRound);
            }
        }
    }

    LedgerBenchReport run(String mongoUri) throws InterruptedException {
        try (MongoClient client = MongoClients.open(mongoUri, "bench-ledger")) {
            client.getDatabase("admin")
                    .runCommand(new Document("setParameter", 1)
                            .append("wiredTigerEngineRuntimeConfig", "cache_size=" + settings.cacheMegabytes() + "M"));
            boolean onCredit = settings.shapes().contains(Shape.ANY_UNBOUNDED);
            progress.accept(
                    "Opening and filling the wallets of " + settings.users() + " users in each of two databases ...");
            BenchBook batchedBook = BenchBook.create(client, "bench_batched", settings.users(), onCredit);
            BenchBook oneByOneBook = BenchBook.create(client, "bench_one_by_one", settings.users(), onCredit);
            try (Contender batched = new Batched(batchedBook, settings.replicas());
                    Contender oneByOne = LedgerBenchWiring.oneByOne(oneByOneBook)) {
                LedgerRounds rounds =
                        new LedgerRounds(settings, progress, new Load(settings.users(), processors), batched, oneByOne);
                rounds.warmUp();
                LedgerBenchReport.Growth growth = settings.growTo() == 0 ? null : rounds.growth(settings.growTo());
                List<LedgerBenchReport.ShapeReport> shapes = new ArrayList<>();
                for (Shape shape : settings.shapes()) {
                    shapes.add(rounds.of(shape));
                }
                Measured atHalf = rounds.atHalf(shapes.getFirst().batched().transfersPerS());
                progress.accept("Verifying every entry of both databases ...");
                List<String> flaws = new ArrayList<>(batchedBook.flaws(rounds.made(batched)));
                flaws.addAll(oneByOneBook.flaws(rounds.made(oneByOne)));
                return report(shapes, atHalf, growth, conditions(client), rounds, flaws);
            }
        }
    }

    private static LedgerBenchReport report(
            List<LedgerBenchReport.ShapeReport> shapes,
            Measured atHalf,
            LedgerBenchReport.@Nullable Growth growth,
            LedgerBenchReport.Conditions conditions,
            LedgerRounds rounds,
            List<String> flaws) {
        return new LedgerBenchReport(
                ratio(shapes, Shape.UNIFORM),
                ratio(shapes, Shape.ZIPF),
                ratio(shapes, Shape.HOUSE),
                atHalf.percentileMillis(50),
                atHalf.percentileMillis(99),
                shapes,
                growth,
                conditions,
                rounds.made(),
                flaws.isEmpty(),
                flaws);
    }

    private static @Nullable Double ratio(List<LedgerBenchReport.ShapeReport> shapes, Shape wanted) {
        return shapes.stream()
                .filter(shape -> shape.shape().equals(wanted.key()))
                .map(LedgerBenchReport.ShapeReport::ratio)
                .findFirst()
                .orElse(null);
    }

    private LedgerBenchReport.Conditions conditions(MongoClient client) {
        return new LedgerBenchReport.Conditions(
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                client.getDatabase("admin")
                        .runCommand(new Document("buildInfo", 1))
                        .getString("version"),
                settings.users(),
                settings.replicas(),
                settings.callers(),
                settings.oneByOneCallers(),
                settings.perRound().toMillis() / 1e3,
                settings.rounds(),
                settings.cacheMegabytes());
    }
}
