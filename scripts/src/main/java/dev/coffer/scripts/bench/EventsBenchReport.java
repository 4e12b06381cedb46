package dev.coffer.scripts.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code coffer bench events} found.
 *
 * @param figures of the events room, by name; rates are events per second, times milliseconds
 * @param peers the same of the naive path, measured in the same run; empty where it was left out
 * @param notes the conditions, one sentence each
 */
record EventsBenchReport(String bench, Map<String, Double> figures, Map<String, Double> peers, List<String> notes) {

    static EventsBenchReport of(EventsBench.Measured ours, EventsBench.@Nullable Measured naive, List<String> notes) {
        return new EventsBenchReport(
                "events", named(ours), naive == null ? Map.of() : named(naive), List.copyOf(notes));
    }

    private static Map<String, Double> named(EventsBench.Measured measured) {
        Map<String, Double> figures = new TreeMap<>(Map.of(
                "events_per_s", measured.sustained().perSecond(),
                "drain_events_per_s", measured.drained().perSecond(),
                "commit_to_effect_p50_ms", measured.p50Ms(),
                "commit_to_effect_p99_ms", measured.p99Ms()));
        figures.putAll(processors("", measured.sustained()));
        figures.putAll(processors("drain_", measured.drained()));
        figures.putAll(processors("paced_", measured.paced()));
        return figures;
    }

    private static Map<String, Double> processors(String part, EventsBench.Rate rate) {
        return Map.of(
                part + "events_per_cpu_s", rate.perCpuSecond(),
                part + "jvm_cpu_ms_per_1000", rate.jvmMillis(),
                part + "mongod_cpu_ms_per_1000", rate.mongodMillis(),
                part + "redis_cpu_ms_per_1000", rate.redisMillis());
    }
}
