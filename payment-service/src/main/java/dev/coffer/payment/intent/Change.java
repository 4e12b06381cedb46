package dev.coffer.payment.intent;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an intent with one write.
 *
 * @param next when it is due again; null where nothing is to be done, or its own time says when
 * @param events what is told of it in the same transaction, of {@link IntentEvents}
 */
record Change(IntentState to, @Nullable Next next, List<Object> events) {

    /**
     * @param attempts that were begun, the one that follows at once included
     * @param in from now, by the server's clock; until then nobody takes it up
     * @param isHeld whether whoever makes this change goes on at once: the time is their lease
     */
    record Next(int attempts, Duration in, boolean isHeld) {}

    Change {
        events = List.copyOf(events);
        if (to instanceof IntentState.Underway != (next != null)) {
            throw new IllegalArgumentException("When is an intent due that is " + IntentStatus.of(to) + "?");
        }
    }

    /** There is more to do, and whoever makes this change does it at once. */
    static Change goingOn(IntentState.Underway to, Duration lease) {
        return new Change(to, new Next(1, lease, true), List.of());
    }

    /** There is more to do, later. */
    static Change later(IntentState.Underway to, int attempts, Duration pause) {
        return new Change(to, new Next(attempts, pause, false), List.of());
    }

    boolean isHeld() {
        return next != null && next.isHeld();
    }

    /** There is nothing to do, for now or for ever. */
    static Change resting(IntentState to, Object... events) {
        return new Change(to, null, List.of(events));
    }
}
