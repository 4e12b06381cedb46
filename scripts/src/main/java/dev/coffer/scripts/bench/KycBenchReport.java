package dev.coffer.scripts.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code coffer bench kyc} found. In JSON its names are in snake case.
 *
 * @param screensPerSCore for each second of processor time of the thread that screens
 * @param recall share of those on the list, asked for in another way than the list writes them, who are found
 * @param precision share of those who are on the list among all screens with a match, where as many are not on it as are
 * @param names in the index
 * @param entries who have them
 * @param listed so many screens were of persons on the list
 * @param unlisted so many of others, half of them with nearly the name of somebody on it
 * @param alarms so many of those had a match
 * @param recallByWay by what differed, in percent
 * @param loadSeconds to make the list and the index of it
 * @param indexMb heap that both take
 */
record KycBenchReport(
        @JsonProperty("screens_per_s_core") double screensPerSCore,
        double recall,
        double precision,
        int names,
        int entries,
        int listed,
        int unlisted,
        int alarms,
        Map<String, Double> recallByWay,
        double loadSeconds,
        double indexMb)
        implements BenchReport {

    @Override
    public Map<String, Double> figures() {
        return Map.of(
                "screens_per_s_core", screensPerSCore,
                "recall", recall,
                "precision", precision,
                "names", (double) names,
                "index_mb", indexMb);
    }

    static Map<String, Double> recallByWay(Map<KycBench.Way, Integer> found, Map<KycBench.Way, Integer> asked) {
        Map<String, Double> recall = new TreeMap<>();
        asked.forEach((way, screens) ->
                recall.put(way.name().toLowerCase(Locale.ROOT), 100.0 * found.getOrDefault(way, 0) / screens));
        return recall;
    }
}
