package dev.coffer.scripts.bench;

import java.util.List;

/**
 * What {@code coffer bench federation} found. In JSON its names are in snake case.
 *
 * @param answerBytes of the one query
 * @param callsPerRequest of subgraphs
 * @param gateways Coffer's first
 */
record FederatedBenchReport(int answerBytes, long callsPerRequest, List<Gateway> gateways, Conditions conditions) {

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
