package dev.coffer.bonus.competition;

import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.sweep.Sweep;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/**
 * Looks for competitions that are over. Any number of replicas may look at once.
 *
 * <p>Metric: {@code coffer.bonus.competitions.failures} counts those whose prizes could not be given; they are tried again.
 */
final class WatchCompetitions implements AutoCloseable {

    private static final int AT_ONCE = 20;

    private final AwardPrizes awardPrizes;
    private final Sweep sweep;

    WatchCompetitions(AwardPrizes awardPrizes, Duration every, MeterRegistry meters) {
        this.awardPrizes = awardPrizes;
        Counter failures = meters.counter("coffer.bonus.competitions.failures");
        this.sweep = new Sweep("watch-competitions", every, failures::increment);
    }

    void start() {
        sweep.start("Competitions that are over were not looked for", this::look);
    }

    private void look() {
        List<Boards.Standing> due = awardPrizes.due(AT_ONCE);
        while (!due.isEmpty() && !sweep.isStopping()) {
            sweep.together(due, one -> "The prizes of " + one.board().id() + " were not given", this::award);
            due = due.size() < AT_ONCE ? List.of() : awardPrizes.due(AT_ONCE);
        }
    }

    private void award(Boards.Standing due) {
        try {
            awardPrizes.award(due);
        } catch (RuntimeException failure) {
            if (!StoreFailures.isUnavailable(failure)) {
                awardPrizes.retry(due);
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        sweep.close();
    }
}
