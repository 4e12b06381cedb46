package dev.coffer.core.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A replay as it is recorded: who asked for what, and how far it has come.
 *
 * @param id opaque; names the record
 * @param requestedBy a user's id, or what asked in place of a user
 * @param matched how many events it is about; null until they are counted
 * @param told how many of them are saved for the relay
 * @param error why it failed, a sentence; null otherwise
 * @param startedAt when it was asked for
 * @param changedAt when it last came a step further
 */
public record EventReplay(
        String id,
        Replays.Request request,
        String requestedBy,
        State state,
        @Nullable Integer matched,
        int told,
        @Nullable String error,
        Instant startedAt,
        Instant changedAt) {

    /** Where a replay stands. */
    public enum State {
        /** Under way, or waiting for a process of the service that goes on with it. */
        RUNNING,
        /** Everything that matched is told. */
        DONE,
        /** Somebody called it off; what was told before stays told. */
        CANCELLED,
        /** It cannot be carried out; the error says why. */
        FAILED
    }
}
