package dev.coffer.scripts.bench;

/**
 * What {@code coffer bench gateway} found. In JSON its names are in snake case. Rates are single transfers per second, each a
 * mutation of its own.
 *
 * @param gatewayTransfersPerS by way of the gateway
 * @param directTransfersPerS the same mutation sent to payment-service itself
 * @param gatewayShare the first divided by the second
 * @param transfers how many were acknowledged, warm-up included; all of them were looked for afterwards
 * @param flaw what the verifier found first; empty when all is well
 */
record GatewayBenchReport(
        double gatewayTransfersPerS,
        double directTransfersPerS,
        double gatewayShare,
        Way gateway,
        Way direct,
        long transfers,
        boolean isSound,
        String flaw,
        Conditions conditions) {

    /**
     * Latencies as a caller waits; seconds of processor time for a thousand transfers.
     *
     * @param jvmSecondsPerThousand of the JVM that is gateway, services and callers together
     */
    record Way(
            double p50Ms,
            double p99Ms,
            double jvmSecondsPerThousand,
            double mongodSecondsPerThousand,
            double redisSecondsPerThousand) {}

    /** Under which this was measured. */
    record Conditions(int processors, String java, int users, int callers, double secondsPerRound, int rounds) {}
}
