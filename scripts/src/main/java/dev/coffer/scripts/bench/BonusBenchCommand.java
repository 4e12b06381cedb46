package dev.coffer.scripts.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer bench bonus}: 0 when it was measured and every cent is where it belongs, else 1. */
@Command(
        name = "bonus",
        description = "Measures how fast bonus-service takes bets in with three bonuses in each wallet, against one"
                + " transaction for each event, and how long a look at a leaderboard takes; in turn on stores of its"
                + " own.",
        mixinStandardHelpOptions = true)
final class BonusBenchCommand implements Callable<Integer> {

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Option(names = "--players", description = "Wallets that are bet from (${DEFAULT-VALUE}).", defaultValue = "1000")
    private int players;

    @Option(names = "--bets", description = "Bets that are measured (${DEFAULT-VALUE}).", defaultValue = "25000")
    private int bets;

    @Option(
            names = "--warm-up",
            description = "Bets before them, unmeasured (${DEFAULT-VALUE}).",
            defaultValue = "25000")
    private int warmUp;

    @Option(
            names = "--peer-bets",
            description = "Bets that are measured with a transaction for each event (${DEFAULT-VALUE}).",
            defaultValue = "1500")
    private int peerBets;

    @Option(
            names = "--rank-players",
            description = "Players on the leaderboard (${DEFAULT-VALUE}).",
            defaultValue = "100000")
    private int rankPlayers;

    @Option(
            names = "--rank-queries",
            description = "Looks at the leaderboard that are measured (${DEFAULT-VALUE}).",
            defaultValue = "5000")
    private int rankQueries;

    @Option(names = "--only-ranks", description = "Measure the leaderboard alone.")
    private boolean isOfRanks;

    @Override
    public Integer call() throws IOException {
        BonusBench.Settings settings = output.valid(
                () -> new BonusBench.Settings(players, bets, warmUp, peerBets, rankPlayers, rankQueries, isOfRanks));
        BonusBenchReport report = new BonusBench(settings, output::say).run();
        output.print(report, out -> print(report, out));
        return 0;
    }

    private static void print(BonusBenchReport report, PrintWriter out) {
        out.printf("%-26s %14s %14s%n", "", "many at once", "one by one");
        report.figures().forEach((name, figure) -> {
            Double peer = report.peers().get(name);
            out.printf("%-26s %,14.1f %14s%n", name, figure, peer == null ? "" : "%,.1f".formatted(peer));
        });
        report.notes().forEach(out::println);
    }
}
