package dev.coffer.scripts.bench;

import java.util.List;
import java.util.Map;

/**
 * What {@code coffer bench payments} found. In JSON its names are in snake case. Rates are single transfers per second, each a
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
        Conditions conditions)
        implements BenchReport {

    @Override
    public Map<String, Double> figures() {
        return Map.of(
                "gateway_transfers_per_s", gatewayTransfersPerS,
                "gateway_p99_ms", gateway.p99Ms(),
                "gateway_share", gatewayShare);
    }

    /** The same mutation without the gateway. */
    @Override
    public Map<String, Double> peers() {
        return Map.of("direct_transfers_per_s", directTransfersPerS, "direct_p99_ms", direct.p99Ms());
    }

    @Override
    public List<String> notes() {
        return flaw.isEmpty() ? List.of() : List.of(flaw);
    }

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
