package dev.coffer.core.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Clocks in UTC that never move. */
public final class FixedClock {
    private FixedClock() {}

    public static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    /** @param instant RFC 3339, e.g. {@code 2026-03-11T10:15:30Z} */
    public static Clock at(String instant) {
        return at(Instant.parse(instant));
    }

    /** At {@link MutableClock#STANDARD_TIME}. */
    public static Clock atStandardTime() {
        return at(MutableClock.STANDARD_TIME);
    }
}
