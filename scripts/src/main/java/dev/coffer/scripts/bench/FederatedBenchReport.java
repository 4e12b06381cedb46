package dev.coffer.scripts.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code coffer bench gateway} found. In JSON its names are in snake case.
 *
 * @param answerBytes of the one query
 * @param callsPerRequest of subgraphs
 * @param plan of a query that was not planned before
 * @param gateways Coffer's first
 */
record FederatedBenchReport(
        int answerBytes, long callsPerRequest, ColdPlan plan, List<Gateway> gateways, Conditions conditions)
        implements BenchReport {

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new TreeMap<>(figures(gateways.getFirst(), ""));
        figures.put("cold_plan_ms", plan.laterMs());
        figures.put("first_plan_ms", plan.firstMs());
        return figures;
    }

    @Override
    public Map<String, Double> peers() {
        Map<String, Double> peers = new TreeMap<>();
        gateways.stream()
                .skip(1)
                .forEach(peer -> peers.putAll(figures(peer, peer.name().toLowerCase(Locale.ROOT) + "_")));
        return peers;
    }

    private static Map<String, Double> figures(Gateway gateway, String prefix) {
        return Map.of(
                prefix + "cpu_ms_per_request", gateway.cpuMsPerRequest(),
                prefix + "requests_per_s", gateway.requestsPerS(),
                prefix + "p50_ms", gateway.p50Ms(),
                prefix + "p99_ms", gateway.p99Ms(),
                prefix + "resident_mb", (double) gateway.residentMb());
    }

    /**
     * @param cpuMsPerRequest processor time of its process, compilers and collectors included; the median of the rounds
     * @param cpuRatio that of Coffer's as the unit
     * @param residentMb after the last round
     */
    record Gateway(
            String name,
            double cpuMsPerRequest,
            List<Double> cpuMsOfRounds,
            double cpuRatio,
            double requestsPerS,
            double p50Ms,
            double p99Ms,
            long residentMb) {}

    /** Under which this was measured. */
    record Conditions(
            int processors, String java, int callers, double secondsPerRound, int rounds, double warmUpSeconds) {}
}
