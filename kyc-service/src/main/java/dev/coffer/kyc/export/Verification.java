package dev.coffer.kyc.export;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request for a higher tier and what became of it. What was there before it belongs to it, since it was decided by all of that.
 *
 * @param id of the line of the history with which it began
 * @param from when that was
 * @param until when another one began; null where none has
 */
public record Verification(
        String tenantId,
        String userId,
        String id,
        Instant from,
        @Nullable Instant until) {

    /** Whether something of that time belongs to it. */
    public boolean has(Instant at) {
        return until == null || at.isBefore(until);
    }
}
