package dev.coffer.scripts.bench;

import java.util.Map;

/**
 * What {@code coffer bench auth} found. In JSON its names are in snake case.
 *
 * @param loginsPerS with a password, straight at auth-service; each computes one Argon2 hash
 * @param loginsPerCoreS the same for each second of processor time that the JVM with service and callers, mongod and Redis used
 * @param refreshesPerS each of a session of its own
 * @param verificationsPerCoreS of 1,000 tokens in turn that were verified before, with the look for revocations, on one thread
 * @param uncachedVerificationsPerCoreS the same without the memory of verified tokens
 * @param revocations so many were known meanwhile
 */
record AuthBenchReport(
        double loginsPerS,
        double loginsPerCoreS,
        double refreshesPerS,
        double refreshP99Ms,
        double verificationsPerCoreS,
        double uncachedVerificationsPerCoreS,
        int revocations,
        Storm storm,
        Conditions conditions)
        implements BenchReport {

    @Override
    public Map<String, Double> figures() {
        return Map.of(
                "logins_per_s", loginsPerS,
                "logins_per_s_core", loginsPerCoreS,
                "refreshes_per_s", refreshesPerS,
                "refresh_p99_ms", refreshP99Ms,
                "verifications_per_s_core", verificationsPerCoreS,
                "storm_others_p99_ms", storm.othersP99Ms());
    }

    /**
     * Sign-ins all at once, and what others had of the service meanwhile.
     *
     * @param logins so many came at the same moment
     * @param answered were answered, after a hash was computed for each; nobody had an account, which must not show in the work
     * @param toldToWait were told to come again
     * @param failed got anything else: mostly that the store was too busy
     * @param othersP99Ms of queries of people who were signed in
     * @param heapGrowthMb the most that the heap, after collecting, had grown by; the callers' share included
     */
    record Storm(int logins, int answered, int toldToWait, int failed, double othersP99Ms, long heapGrowthMb) {}

    /** Under which this was measured. */
    record Conditions(int processors, String java, int callers, double secondsPerPart) {}
}
