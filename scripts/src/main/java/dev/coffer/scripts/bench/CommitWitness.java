package dev.coffer.scripts.bench;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.cumulative.CumulativeCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.function.IntConsumer;

/**
 * Learns when effects are committed: the room counts handled events right after each commit, in the thread that ran the handler.
 */
final class CommitWitness extends SimpleMeterRegistry {

    private static final String HANDLED = "coffer.events.handled";

    private final IntConsumer effected;
    private final ThreadLocal<int[]> applied = ThreadLocal.withInitial(() -> new int[0]);

    CommitWitness(IntConsumer effected) {
        this.effected = effected;
    }

    /** Called by a handler; a repeated try replaces what the failed one said. */
    void applied(int[] numbers) {
        applied.set(numbers);
    }

    @Override
    protected Counter newCounter(Meter.Id id) {
        return id.getName().equals(HANDLED) ? new Handled(id) : super.newCounter(id);
    }

    private final class Handled extends CumulativeCounter {

        private Handled(Meter.Id id) {
            super(id);
        }

        @Override
        public void increment(double amount) {
            super.increment(amount);
            for (int number : applied.get()) {
                effected.accept(number);
            }
            applied.remove();
        }
    }
}
