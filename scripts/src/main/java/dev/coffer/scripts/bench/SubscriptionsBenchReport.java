package dev.coffer.scripts.bench;

import dev.coffer.scripts.bench.IdleSubscribers.Way;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code coffer bench subscriptions} found. In JSON its names are in snake case.
 *
 * @param connections to the gateway, each with a subscription of its own
 * @param held by each way to subscribe
 */
record SubscriptionsBenchReport(
        int connections,
        SubscriptionsBench.Upstream upstream,
        String heap,
        double idleSeconds,
        int processors,
        String java,
        List<Held> held)
        implements BenchReport {

    /**
     * All memory is resident memory of the gateway's process, in MiB.
     *
     * @param beforeMb without subscriptions
     * @param idleMb with all of them, after the idle time
     * @param afterMb when all of them had been told something
     * @param peakMb the most at any time; 0 where the platform does not tell
     * @param kbEach what each added, in KiB
     * @param openedSeconds until the subgraph had all of them
     * @param idleCpuPercent processor time of the gateway while nothing happened, of one processor
     * @param toldMillis from the event until the last subscriber had it
     */
    record Held(
            Way way,
            long beforeMb,
            long idleMb,
            long afterMb,
            long peakMb,
            double kbEach,
            double openedSeconds,
            double idleCpuPercent,
            double toldMillis) {}

    @Override
    public Map<String, Double> figures() {
        Map<String, Double> figures = new TreeMap<>();
        figures.put("connections", (double) connections);
        for (Held one : held) {
            String prefix = one.way().name().toLowerCase(Locale.ROOT) + "_";
            figures.put(prefix + "before_mb", (double) one.beforeMb());
            figures.put(prefix + "idle_mb", (double) one.idleMb());
            figures.put(prefix + "peak_mb", (double) one.peakMb());
            figures.put(prefix + "kb_each", one.kbEach());
            figures.put(prefix + "opened_s", one.openedSeconds());
            figures.put(prefix + "idle_cpu_percent", one.idleCpuPercent());
            figures.put(prefix + "told_ms", one.toldMillis());
        }
        return figures;
    }

    @Override
    public List<String> notes() {
        return List.of(
                "Every subscriber was told the one event exactly once, after the idle time; none was lost.",
                "Subscribers and subgraph are other processes of the same machine.",
                "The gateway subscribes at the subgraph by " + upstream + ".");
    }
}
