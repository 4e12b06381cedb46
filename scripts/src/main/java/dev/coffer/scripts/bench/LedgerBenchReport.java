package dev.coffer.scripts.bench;

import java.util.List;

/**
 * What {@code coffer bench ledger} found. In JSON its names are in snake case: {@code ratio_uniform}. Rates are transfers per
 * second, latencies milliseconds as a caller waits; each is the median of the rounds.
 *
 * @param ratioUniform how many times as many transfers the batched writer makes, all wallets as likely; likewise the others
 * @param p99MsAtHalf of the batched writer at half of its uniform rate, from when each transfer was due
 * @param transfers how many both sides made, warm-up included; all of them were looked for afterwards
 * @param flaws what the verifier found; empty when all is well
 */
record LedgerBenchReport(
        double ratioUniform,
        double ratioZipf,
        double ratioHouse,
        double p50MsAtHalf,
        double p99MsAtHalf,
        List<ShapeReport> shapes,
        Conditions conditions,
        long transfers,
        boolean isSound,
        List<String> flaws) {

    /**
     * @param ratio the median of {@code ratios}
     * @param ratios of each round, in order
     */
    record ShapeReport(String shape, double ratio, List<Double> ratios, Side batched, Side oneByOne) {}

    /** @param mongodSecondsPerThousand seconds of mongod's processor time for a thousand transfers */
    record Side(double transfersPerS, double p50Ms, double p99Ms, double mongodSecondsPerThousand) {}

    /** Under which this was measured. */
    record Conditions(
            int processors,
            String java,
            String mongod,
            int users,
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
