package dev.coffer.scripts.bench;

import java.util.Map;

/**
 * What {@code coffer bench cache} found. In JSON its names are in snake case.
 *
 * @param hitsPerS by one thread, by the clock
 * @param hitsPerCpuS by one thread, for a second of its processor time: what one core does that nobody else uses
 * @param newKeyHitsPerCpuS likewise, with a key made for each call
 * @param plainHitsPerCpuS likewise, of Caffeine alone with one lifetime for all
 * @param ratioToPlain hitsPerCpuS to plainHitsPerCpuS
 * @param hitRatio of calls that memory answered, by Zipf's law, with room for a twentieth of the values
 * @param plainHitRatio likewise, of Caffeine alone
 * @param redisHitsPerS by 64 callers, by the clock
 * @param stampedeLoads most loads of one value that {@code stampedeCallers} at once made
 * @param stampedeLoadsOfTwo likewise, with the callers in two processes
 */
record CacheBenchReport(
        double hitsPerS,
        double hitsPerCpuS,
        double newKeyHitsPerCpuS,
        double plainHitsPerCpuS,
        double ratioToPlain,
        double hitRatio,
        double plainHitRatio,
        double redisHitsPerS,
        int stampedeCallers,
        int stampedeLoads,
        int stampedeLoadsOfTwo,
        int processors,
        String java)
        implements BenchReport {

    @Override
    public Map<String, Double> figures() {
        return Map.of(
                "hits_per_s", hitsPerS,
                "hits_per_cpu_s", hitsPerCpuS,
                "hit_ratio", hitRatio,
                "redis_hits_per_s", redisHitsPerS,
                "stampede_loads", (double) stampedeLoads);
    }

    @Override
    public Map<String, Double> peers() {
        return Map.of("hits_per_cpu_s", plainHitsPerCpuS, "hit_ratio", plainHitRatio);
    }

    boolean isSound() {
        return stampedeLoads == 1;
    }
}
