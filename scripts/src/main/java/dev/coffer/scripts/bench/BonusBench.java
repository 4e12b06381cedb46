package dev.coffer.scripts.bench;

import dev.coffer.bonus.BonusApplication;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * How fast bonus-service takes bets in, with three bonuses in each wallet: a backlog of payment-service's events, through the stream,
 * the lanes and the transactions that it has in production; beside the same with a transaction for each event. Afterwards every cent
 * that was wagered and is held must be right.
 */
final class BonusBench {

    static final int BONUSES = 3;
    private static final int EVENTS_OF_BET = 2;
    private static final int PLAYERS_AT_ONCE = 10;
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Settings settings;
    private final Consumer<String> progress;

    /**
     * @param players each with a wallet
     * @param bets that are measured
     * @param warmUp bets before them
     * @param peerBets that are measured with a transaction for each event, after a tenth as many
     * @param rankPlayers on the leaderboard
     * @param rankQueries that are measured
     * @param isOfRanks whether nothing but the leaderboard is measured
     */
    record Settings(
            int players, int bets, int warmUp, int peerBets, int rankPlayers, int rankQueries, boolean isOfRanks) {

        Settings {
            if (rankPlayers < 10 || rankQueries < 1) {
                throw new IllegalArgumentException("A leaderboard has at least 10 players, and queries are at least 1;"
                        + " not: " + rankPlayers + " and " + rankQueries);
            }
            if (players < 1 || bets < 1 || warmUp < 1 || peerBets < 1) {
                throw new IllegalArgumentException("Players and bets are at least 1; not: " + players + " players, "
                        + bets + ", " + warmUp + " and " + peerBets + " bets");
            }
        }
    }

    /**
     * @param eventsPerS by the clock
     * @param spent processor time
     * @param eventsPerTransaction on average
     */
    record Measured(double eventsPerS, long events, CpuTime.Spent spent, double eventsPerTransaction) {

        double perCpuSecond() {
            return events / Math.max(spent.total().toNanos() / 1e9, 1e-3);
        }

        double millisPerThousand(Duration part) {
            return part.toNanos() / 1e3 / events;
        }
    }

    BonusBench(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    BonusBenchReport run() throws IOException {
        if (settings.isOfRanks()) {
            return BonusBenchReport.of(ranks(), settings);
        }
        progress.accept("many events in a transaction:");
        Measured ours = measure(BonusApplication.class, settings.warmUp(), settings.bets());
        progress.accept("one event in a transaction:");
        Measured peer =
                measure(OneEventATransactionWiring.class, Math.max(1, settings.peerBets() / 10), settings.peerBets());
        return BonusBenchReport.of(ours, peer, ranks(), settings);
    }

    private Map<String, Double> ranks() throws IOException {
        return new RankBench(settings.rankPlayers(), settings.rankQueries(), progress).run();
    }

    private Measured measure(Class<?> application, int warmUp, int bets) throws IOException {
        try (OwnStores stores = OwnStores.start(progress);
                BetTeller teller = new BetTeller(stores, settings.players())) {
            try (BonusUnderTest warm = BonusUnderTest.start(application, stores)) {
                give(warm, teller);
                progress.accept("  warming up with %,d bets".formatted(warmUp));
                teller.bets(0, warmUp);
                await("the bets before", warm::contributions, () -> warm.contributions() >= counts(warmUp));
            }
            progress.accept("  telling of %,d bets that wait".formatted(bets));
            teller.bets(warmUp, bets);
            try (BonusUnderTest bonus = BonusUnderTest.start(application, stores)) {
                Measured measured = drain(bonus, stores.processors(), warmUp + bets);
                progress.accept("  %,.0f events/s".formatted(measured.eventsPerS()));
                requireExact(bonus, warmUp + bets);
                return measured;
            }
        }
    }

    private void give(BonusUnderTest bonus, BetTeller teller) {
        String value = BonusUnderTest.VALUE / 100 + ".00";
        for (int player = 0; player < settings.players(); player += PLAYERS_AT_ONCE) {
            int to = Math.min(settings.players(), player + PLAYERS_AT_ONCE);
            List<List<String>> given = bonus.give(player, to, BONUSES);
            for (int at = 0; at < given.size(); at++) {
                int whose = player + at;
                given.get(at).forEach(awardId -> teller.credited(whose, awardId, value));
            }
        }
        teller.flush();
        long all = (long) settings.players() * BONUSES;
        await("the bonuses", bonus::active, () -> bonus.active() >= all);
    }

    private static long counts(int bets) {
        return (long) bets * BONUSES;
    }

    /** From when the service is up, with what it has not done until then. */
    private static Measured drain(BonusUnderTest bonus, CpuTime processors, int bets) {
        long committed = bonus.committed();
        CpuTime.Spent before = processors.spent();
        long start = System.nanoTime();
        long done = bonus.contributions();
        await("the bets", bonus::contributions, () -> bonus.contributions() >= counts(bets));
        double seconds = (System.nanoTime() - start) / 1e9;
        long events = (counts(bets) - done) * EVENTS_OF_BET / BONUSES;
        CpuTime.Spent spent = processors.spent().minus(before);
        double perTransaction = (double) events / Math.max(1, bonus.committed() - committed);
        return new Measured(events / seconds, events, spent, perTransaction);
    }

    private void requireExact(BonusUnderTest bonus, int bets) {
        long slots = (bets + 1) / 2;
        long wagered = BONUSES * (slots * BetTeller.STAKE + (bets - slots) * BetTeller.STAKE / 10);
        long lost = (long) bets * (BetTeller.BONUS_STAKE - BetTeller.BONUS_WIN);
        long held = settings.players() * BONUSES * BonusUnderTest.VALUE - lost;
        requireEqual("contributions", counts(bets), bonus.contributions());
        requireEqual("cents wagered", wagered, bonus.sum("wagered"));
        requireEqual("cents held", held, bonus.sum("held"));
    }

    private static void requireEqual(String what, long expected, long actual) {
        if (expected != actual) {
            throw new IllegalStateException(what + ": " + actual + " instead of " + expected);
        }
    }

    private static void await(String what, LongSupplier count, BooleanSupplier isDone) {
        long seen = count.getAsLong();
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!isDone.getAsBoolean()) {
            long now = count.getAsLong();
            if (now > seen) {
                seen = now;
                limit = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > limit) {
                throw new IllegalStateException(what + " came no further than " + seen + " within " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
