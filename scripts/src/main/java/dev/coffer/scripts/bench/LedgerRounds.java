package dev.coffer.scripts.bench;

import dev.coffer.scripts.bench.LedgerBenchReport.Side;
import dev.coffer.scripts.bench.Load.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** The rounds of {@link LedgerBench}, and how many entries each side has made in them. */
final class LedgerRounds {

    private static final Duration WARM_UP = Duration.ofSeconds(3);

    /** Between two lines of progress. */
    private static final Duration GROWING = Duration.ofSeconds(30);

    private final LedgerBench.Settings settings;
    private final Consumer<String> progress;
    private final Load load;
    private final Contender batched;
    private final Contender oneByOne;
    private long madeBatched;
    private long madeOneByOne;

    LedgerRounds(
            LedgerBench.Settings settings,
            Consumer<String> progress,
            Load load,
            Contender batched,
            Contender oneByOne) {
        this.settings = settings;
        this.progress = progress;
        this.load = load;
        this.batched = batched;
        this.oneByOne = oneByOne;
    }

    long made(Contender contender) {
        return contender == batched ? madeBatched : madeOneByOne;
    }

    /** Both sides together. */
    long made() {
        return madeBatched + madeOneByOne;
    }

    void warmUp() throws InterruptedException {
        Duration duration = WARM_UP.compareTo(settings.perRound()) < 0 ? WARM_UP : settings.perRound();
        closed(batched, Shape.UNIFORM, duration);
        closed(oneByOne, Shape.UNIFORM, duration);
    }

    LedgerBenchReport.ShapeReport of(Shape shape) throws InterruptedException {
        List<Measured> ofBatched = new ArrayList<>();
        List<Measured> ofOneByOne = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            boolean isBatchedFirst = round % 2 == 0;
            if (isBatchedFirst) {
                ofBatched.add(closed(batched, shape, settings.perRound()));
            }
            ofOneByOne.add(closed(oneByOne, shape, settings.perRound()));
            if (!isBatchedFirst) {
                ofBatched.add(closed(batched, shape, settings.perRound()));
            }
            ratios.add(ofBatched.getLast().perSecond() / ofOneByOne.getLast().perSecond());
            progress.accept("%-13s round %d: batched %,9.0f/s, one by one %,7.0f/s, ratio %.1f"
                    .formatted(
                            shape.key(),
                            round + 1,
                            ofBatched.getLast().perSecond(),
                            ofOneByOne.getLast().perSecond(),
                            ratios.getLast()));
        }
        return new LedgerBenchReport.ShapeReport(
                shape.key(), LedgerBenchReport.median(ratios), ratios, side(ofBatched), side(ofOneByOne));
    }

    private Measured closed(Contender contender, Shape shape, Duration duration) throws InterruptedException {
        boolean isBatched = contender == batched;
        return counted(
                contender,
                load.closed(contender, shape, isBatched ? settings.callers() : settings.oneByOneCallers(), duration));
    }

    Measured atHalf(double most) throws InterruptedException {
        Measured atHalf = counted(batched, load.paced(batched, Shape.UNIFORM, most / 2, settings.perRound()));
        progress.accept("at half of it: %,.0f/s, p50 %.1f ms, p99 %.1f ms"
                .formatted(atHalf.perSecond(), atHalf.percentileMillis(50), atHalf.percentileMillis(99)));
        return atHalf;
    }

    /**
     * What a transfer costs while the book is nearly empty, and after {@code transfers} of them, all by the batched writer.
     *
     * @return the second divided by the first, in mongod's processor time: the service's falls for minutes after its start
     */
    LedgerBenchReport.Growth growth(long transfers) throws InterruptedException {
        Measured empty = counted(batched, load.closed(batched, Shape.UNIFORM, settings.callers(), settings.perRound()));
        progress.accept("nearly empty:      %,9.0f/s".formatted(empty.perSecond()));
        long made = empty.orders();
        while (made < transfers) {
            made += counted(batched, load.closed(batched, Shape.UNIFORM, settings.callers(), GROWING))
                    .orders();
            progress.accept("%,d of %,d transfers".formatted(made, transfers));
        }
        Measured grown = counted(batched, load.closed(batched, Shape.UNIFORM, settings.callers(), settings.perRound()));
        progress.accept("after %,d: %,9.0f/s".formatted(made, grown.perSecond()));
        double ratio = grown.mongodCpuPerThousand() / empty.mongodCpuPerThousand();
        return new LedgerBenchReport.Growth(made, ratio, side(List.of(empty)), side(List.of(grown)));
    }

    private Measured counted(Contender contender, Measured measured) {
        if (contender == batched) {
            madeBatched += measured.entries();
        } else {
            madeOneByOne += measured.entries();
        }
        return measured;
    }

    private static Side side(List<Measured> rounds) {
        return new Side(
                median(rounds, Measured::perSecond),
                median(rounds, measured -> measured.percentileMillis(50)),
                median(rounds, measured -> measured.percentileMillis(99)),
                median(rounds, Measured::mongodCpuPerThousand),
                median(rounds, Measured::serviceCpuPerThousand));
    }

    private static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        return LedgerBenchReport.median(
                rounds.stream().map(figure::applyAsDouble).toList());
    }
}
