package dev.coffer.core.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Crashes whoever works on a saga before and after each write and each call, lets another replica go on, and looks at what
 * came out. A crash leaves everything as it is: no transaction is ended, no lease given back.
 *
 * <p>Every saga has a test that uses this. The service under test is started with {@code coffer.sagas.run=false}, so that only
 * the replicas made here work.
 */
public final class SagaCrashes {

    /** Short, so that another replica takes over soon; long enough for a loaded machine. */
    private static final SagaLimits LIMITS = new SagaLimits(
            Duration.ofMillis(300),
            Duration.ofMillis(150),
            Duration.ofMillis(20),
            8,
            Duration.ofMillis(5),
            Duration.ofMillis(40),
            10,
            Duration.ZERO);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** More points than any saga has: a run that goes on crashing at new ones does not end. */
    private static final int MOST_POINTS = 200;

    private final MongoDatabase database;
    private final Transactions transactions;
    private final List<Saga<?>> declared;

    public SagaCrashes(MongoDatabase database, Transactions transactions, List<Saga<?>> declared) {
        this.database = database;
        this.transactions = transactions;
        this.declared = List.copyOf(declared);
    }

    /** What is run with a crash in it, each time with a saga of its own. */
    public interface Scenario {

        /** Starts a saga and does what makes it go on, as its peers would. @return its id */
        String begin(int run);

        /** Looks at what the saga left behind. */
        void check(int run, SagaInstance ended);
    }

    /** Crashes at the first place, then at the second, and so on until a run comes to its end without having met its crash. */
    public void everywhere(Set<SagaState> ends, Scenario scenario) {
        for (int crashAt = 1; ; crashAt++) {
            assertThat(crashAt).as("places to crash at").isLessThan(MOST_POINTS);
            Crashing crashing = new Crashing(crashAt);
            run(crashAt, ends, scenario, crashing);
            if (!crashing.hasCrashed()) {
                assertThat(crashAt).as("places where a crash was tried").isGreaterThan(3);
                return;
            }
        }
    }

    /** Crashes again and again, at random. */
    public void atRandom(int runs, RandomGenerator random, Set<SagaState> ends, Scenario scenario) {
        for (int run = 1; run <= runs; run++) {
            SagaProbe unlucky = point -> {
                if (random.nextInt(6) == 0) {
                    throw new Crash();
                }
            };
            String id = scenario.begin(run);
            for (int life = 0; life < 4; life++) {
                liveUntilEndOrCrash(id, unlucky);
            }
            finish(run, id, ends, scenario);
        }
    }

    private void run(int number, Set<SagaState> ends, Scenario scenario, Crashing crashing) {
        String id = scenario.begin(number);
        liveUntilEndOrCrash(id, crashing);
        finish(number, id, ends, scenario);
    }

    private void finish(int number, String id, Set<SagaState> ends, Scenario scenario) {
        try (SagaRunner survivor = runner(SagaProbe.NONE)) {
            survivor.start();
            await("the end of saga " + id)
                    .dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> state(id).isEnded() || state(id) == SagaState.NEEDS_ATTENTION);
        }
        SagaInstance ended = read(id);
        assertThat(ended.state()).as("run " + number + ": " + ended.history()).isIn(ends);
        scenario.check(number, ended);
    }

    private void liveUntilEndOrCrash(String id, SagaProbe probe) {
        AtomicInteger crashes = new AtomicInteger();
        SagaProbe counted = point -> {
            try {
                probe.at(point);
            } catch (Crash crash) {
                crashes.incrementAndGet();
                throw crash;
            }
        };
        try (SagaRunner doomed = runner(counted)) {
            doomed.start();
            await("a crash or the end of saga " + id)
                    .dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> crashes.get() > 0 || state(id).isEnded() || state(id) == SagaState.NEEDS_ATTENTION);
        }
    }

    private SagaRunner runner(SagaProbe probe) {
        WorkerParts parts = new WorkerParts(
                store(),
                transactions,
                LIMITS,
                Clock.systemUTC(),
                new SagaGauges(new SimpleMeterRegistry(), declared),
                probe,
                Traces.idsOnly(),
                () -> true);
        return new SagaRunner(declared, "crash-test", new SagaBell(), parts);
    }

    private MongoSagas store() {
        return new MongoSagas(database);
    }

    private SagaState state(String id) {
        return read(id).state();
    }

    private SagaInstance read(String id) {
        SagaInstance found = store().find(null, null, id);
        if (found == null) {
            throw new AssertionError("no saga " + id);
        }
        return found;
    }

    /** Ends the worker like a kill: nobody catches it. */
    private static final class Crash extends Error {

        private static final long serialVersionUID = 1L;

        private Crash() {
            super("crash", null, false, false);
        }
    }

    private static final class Crashing implements SagaProbe {

        private final int crashAt;
        private final AtomicInteger points = new AtomicInteger();

        private Crashing(int crashAt) {
            this.crashAt = crashAt;
        }

        boolean hasCrashed() {
            return points.get() >= crashAt;
        }

        @Override
        public void at(Point point) {
            if (points.incrementAndGet() == crashAt) {
                throw new Crash();
            }
        }
    }
}
