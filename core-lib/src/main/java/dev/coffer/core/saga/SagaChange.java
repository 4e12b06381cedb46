package dev.coffer.core.saga;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one write makes of a saga.
 *
 * @param data null where it stays
 * @param due null where it stays
 * @param stepTime how long the step at hand may take from now on; null where that stays
 * @param isStepRestarted whether the step at hand has its whole time before it again
 * @param entries for the history
 */
record SagaChange(
        SagaProgress progress,
        @Nullable String data,
        @Nullable Due due,
        @Nullable Duration stepTime,
        boolean isStepRestarted,
        List<SagaEntry> entries) {

    static SagaChange to(SagaProgress progress, @Nullable Due due, List<SagaEntry> entries) {
        return new SagaChange(progress, null, due, null, false, entries);
    }

    SagaChange withData(String changed) {
        return new SagaChange(progress, changed, due, stepTime, isStepRestarted, entries);
    }

    SagaChange withStepTime(Duration time) {
        return new SagaChange(progress, data, due, time, false, entries);
    }

    SagaChange withStepRestarted() {
        return new SagaChange(progress, data, due, null, true, entries);
    }
}
