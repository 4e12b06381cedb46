package dev.coffer.core.saga;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One saga as it is kept.
 *
 * @param name which declaration
 * @param key what it is about; a tenant has one saga of a name for a key
 * @param userId on whose behalf, null for the system's own doing
 * @param traceparent of the work that started it, under which its steps' spans are; null where there was none
 * @param progress how far it is
 * @param data JSON text; may hold personal data, so {@link #toString} leaves it out
 * @param isLate whether the time of the step at hand was over when the saga was taken up
 * @param version counts the writes
 * @param claim counts how often it was taken up: who has the newest may write
 * @param history the oldest first; the newest 100
 */
public record SagaInstance(
        String id,
        String name,
        int definition,
        String tenantId,
        String key,
        @Nullable String userId,
        @Nullable String traceparent,
        SagaProgress progress,
        String data,
        boolean isLate,
        long version,
        long claim,
        Instant startedAt,
        Instant changedAt,
        List<SagaEntry> history) {

    public SagaInstance {
        history = List.copyOf(history);
    }

    public SagaState state() {
        return progress.state();
    }

    /** The step at hand, forward or back; the last one when it has ended. */
    public String step() {
        return progress.step();
    }

    /** Why it is undone or needs attention; null while all is well. */
    public @Nullable String reason() {
        return progress.reason() == null ? progress.stopReason() : progress.reason();
    }

    /** Whether nothing more happens by itself. */
    public boolean isAtRest() {
        return state().isEnded() || state() == SagaState.NEEDS_ATTENTION;
    }

    @Override
    public String toString() {
        return name + " " + id + " of " + key + " is " + state() + " at " + step();
    }
}
