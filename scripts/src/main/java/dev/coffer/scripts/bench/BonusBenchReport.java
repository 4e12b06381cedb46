package dev.coffer.scripts.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code coffer bench bonus} found.
 *
 * @param figures of bonus-service, by name; {@code ratio} is its rate over that of the peer
 * @param peers the same with a transaction for each event, measured in the same run
 * @param notes the conditions, one sentence each
 */
record BonusBenchReport(String bench, Map<String, Double> figures, Map<String, Double> peers, List<String> notes)
        implements BenchReport {

    static BonusBenchReport of(
            BonusBench.Measured ours,
            BonusBench.Measured peer,
            Map<String, Double> ranks,
            BonusBench.Settings settings) {
        Map<String, Double> figures = named(ours);
        figures.putAll(ranks);
        figures.put("ratio", ours.eventsPerS() / peer.eventsPerS());
        return new BonusBenchReport("bonus", figures, named(peer), notes(settings));
    }

    /** Of a leaderboard alone. */
    static BonusBenchReport of(Map<String, Double> ranks, BonusBench.Settings settings) {
        return new BonusBenchReport("bonus", ranks, Map.of(), List.of(machine(), ranks(settings)));
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " processors, Java " + Runtime.version()
                + "; service, MongoDB and Redis share them";
    }

    private static String ranks(BonusBench.Settings settings) {
        return "rank_*: place and first ten of %,d players by HTTP, %,d queries one after the other; every place was right; rank_floor_*: { __typename } the same way; rank_cpu_*: for one query, the JVM's with the client's"
                .formatted(settings.rankPlayers(), settings.rankQueries());
    }

    private static Map<String, Double> named(BonusBench.Measured measured) {
        return new TreeMap<>(Map.of(
                "bet_events_per_s", measured.eventsPerS(),
                "bet_events_per_cpu_s", measured.perCpuSecond(),
                "events_per_transaction", measured.eventsPerTransaction(),
                "jvm_cpu_ms_per_1000",
                        measured.millisPerThousand(measured.spent().jvm()),
                "mongod_cpu_ms_per_1000",
                        measured.millisPerThousand(measured.spent().mongod()),
                "redis_cpu_ms_per_1000",
                        measured.millisPerThousand(measured.spent().redis())));
    }

    private static List<String> notes(BonusBench.Settings settings) {
        return List.of(
                machine(),
                "%,d wallets with %d bonuses each; %,d bets that wait, two events each, after %,d to warm up"
                        .formatted(settings.players(), BonusBench.BONUSES, settings.bets(), settings.warmUp()),
                "the peer has a transaction for each event, in four lanes: %,d bets".formatted(settings.peerBets()),
                ranks(settings),
                "every cent that was wagered and is held was looked at afterwards");
    }
}
