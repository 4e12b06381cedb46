package dev.coffer.auth.guilty;

import java.time.Clock;
import java.time.Instant;

/** Breaks no rule: takes a clock, and has a name that only looks like a banned word. */
public final class Innocent {
    private final Clock clock;

    public Innocent(Clock clock) {
        this.clock = clock;
    }

    public Instant databaseOpened() {
        return Instant.now(clock);
    }

    record DatabaseUtilisation(int percent) {}
}
