package dev.coffer.payment.withdrawal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a withdrawal with one write.
 *
 * @param next when it is due again; null where nothing is to be done
 * @param events what is told of it in the same transaction, of {@link WithdrawalEvents}
 * @param ifStopped what becomes of it instead where its owner's verification lets nothing leave when it is written; null where
 *     that makes no difference
 */
record Change(
        WithdrawalState to,
        @Nullable Next next,
        List<Object> events,
        @Nullable Change ifStopped) {

    /**
     * @param attempts that were begun, the one that follows at once included
     * @param in from now, by the server's clock; until then nobody takes it up
     * @param isHeld whether whoever makes this change goes on at once: the time is their lease
     */
    record Next(int attempts, Duration in, boolean isHeld) {}

    Change {
        events = List.copyOf(events);
        if (to instanceof WithdrawalState.Underway != (next != null)) {
            throw new IllegalArgumentException("When is a withdrawal due that is " + WithdrawalStatus.of(to) + "?");
        }
    }

    /** There is more to do, and whoever makes this change does it at once. */
    static Change goingOn(WithdrawalState.Underway to, Duration lease, Object... events) {
        return new Change(to, new Next(1, lease, true), List.of(events), null);
    }

    /** There is more to do, later. */
    static Change later(WithdrawalState.Underway to, int attempts, Duration pause) {
        return new Change(to, new Next(attempts, pause, false), List.of(), null);
    }

    /** There is more to do, by whoever takes it up first. */
    static Change atOnce(WithdrawalState.Underway to, Object... events) {
        return new Change(to, new Next(0, Duration.ZERO, false), List.of(events), null);
    }

    boolean isHeld() {
        return next != null && next.isHeld();
    }

    /** There is nothing to do, for now or for ever. */
    static Change resting(WithdrawalState to, Object... events) {
        return new Change(to, null, List.of(events), null);
    }

    /** This, or the other where its owner's verification lets nothing leave. */
    Change unlessStopped(Change other) {
        return new Change(to, next, events, other);
    }
}
