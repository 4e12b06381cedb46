package dev.coffer.scripts.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code coffer bench events} found.
 *
 * @param figures of the events room, by name; rates are events per second, times milliseconds
 * @param peers the same of the naive path, measured in the same run
 * @param notes the conditions, one sentence each
 */
record EventsBenchReport(String bench, Map<String, Double> figures, Map<String, Double> peers, List<String> notes) {

    static EventsBenchReport of(EventsBench.Measured ours, EventsBench.Measured naive, List<String> notes) {
        return new EventsBenchReport("events", named(ours), named(naive), List.copyOf(notes));
    }

    private static Map<String, Double> named(EventsBench.Measured measured) {
        return new TreeMap<>(Map.of(
                "events_per_s", measured.sustained().perSecond(),
                "events_per_cpu_s", measured.sustained().perCpuSecond(),
                "drain_events_per_s", measured.drained().perSecond(),
                "drain_events_per_cpu_s", measured.drained().perCpuSecond(),
                "commit_to_effect_p50_ms", measured.p50Ms(),
                "commit_to_effect_p99_ms", measured.p99Ms()));
    }
}
