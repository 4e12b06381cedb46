package dev.coffer.scripts.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code coffer bench ledger} found. In JSON its names are in snake case: {@code ratio_uniform}. Rates are transfers per
 * second, latencies milliseconds as a caller waits; each is the median of the rounds.
 *
 * @param ratioUniform how many times as many transfers the batched writer makes, all wallets as likely; null where this shape
 *     was not asked for; likewise the others
 * @param p99MsAtHalf of the batched writer at half of its rate in the first shape, from when each transfer was due
 * @param growth null where it was not asked for
 * @param entries how many both sides made, warm-up included; all of them were looked for afterwards
 * @param flaws what the verifier found; empty when all is well
 */
record LedgerBenchReport(
        @Nullable Double ratioUniform,
        @Nullable Double ratioZipf,
        @Nullable Double ratioHouse,
        double p50MsAtHalf,
        double p99MsAtHalf,
        List<ShapeReport> shapes,
        @Nullable Growth growth,
        Conditions conditions,
        long entries,
        boolean isSound,
        List<String> flaws)
        implements BenchReport {

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new TreeMap<>();
        figures.put("p50_ms_at_half", p50MsAtHalf);
        figures.put("p99_ms_at_half", p99MsAtHalf);
        for (ShapeReport shape : shapes) {
            figures.put("ratio_" + shape.shape(), shape.ratio());
            figures.put("tps_" + shape.shape(), shape.batched().transfersPerS());
        }
        if (growth != null) {
            figures.put("growth_ratio", growth.growthRatio());
        }
        return figures;
    }

    @Override
    public Map<String, Double> peers() {
        return shapes.stream()
                .collect(Collectors.toMap(
                        shape -> "tps_" + shape.shape(),
                        shape -> shape.oneByOne().transfersPerS()));
    }

    @Override
    public List<String> notes() {
        return flaws;
    }

    /**
     * @param ratio the median of {@code ratios}
     * @param ratios of each round, in order
     */
    record ShapeReport(String shape, double ratio, List<Double> ratios, Side batched, Side oneByOne) {}

    /**
     * @param transfersPerS orders carried out, looks and refusals included where the shape has any
     * @param mongodSecondsPerThousand seconds of mongod's processor time for a thousand of them
     * @param serviceSecondsPerThousand seconds of the processor time of the JVM that is the service and its callers
     */
    record Side(
            double transfersPerS,
            double p50Ms,
            double p99Ms,
            double mongodSecondsPerThousand,
            double serviceSecondsPerThousand) {}

    /**
     * What a transfer costs in a book that has grown.
     *
     * @param transfers in the book before {@code grown} was measured
     * @param growthRatio mongod's processor time for a transfer afterwards, divided by that in the nearly empty book
     */
    record Growth(long transfers, double growthRatio, Side empty, Side grown) {}

    /** Under which this was measured. */
    record Conditions(
            int processors,
            String java,
            String mongod,
            int users,
            int replicas,
            int callers,
            int oneByOneCallers,
            double secondsPerRound,
            int rounds,
            int cacheMegabytes) {}

    /** The middle one; of an even number the lower of the two in the middle. */
    static double median(List<Double> values) {
        return values.stream().sorted().toList().get((values.size() - 1) / 2);
    }
}
