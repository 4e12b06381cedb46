package dev.coffer.core.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock in UTC that stands still until the test moves it. Safe to read from several threads. */
public final class MutableClock extends Clock {
    /** Where {@link #atStandardTime()} stands: an ordinary moment, far from every rounding and month's end. */
    public static final Instant STANDARD_TIME = Instant.parse("2026-03-11T10:15:30Z");

    private volatile Instant now;

    private MutableClock(Instant start) {
        this.now = start;
    }

    public static MutableClock at(Instant start) {
        return new MutableClock(start);
    }

    public static MutableClock atStandardTime() {
        return at(STANDARD_TIME);
    }

    /** Moves on, or back for a negative duration. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    public synchronized void set(Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Coffer's times are UTC; convert where they are shown, not to " + zone);
    }
}
