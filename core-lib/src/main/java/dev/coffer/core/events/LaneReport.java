package dev.coffer.core.events;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a lane of some consumer stands, as it told the relay. An old report is a lower bound, which is all that the relay needs.
 *
 * @param position everything up to it is handled
 * @param at when the lane reported last
 */
record LaneReport(StreamId position, Instant at) {

    /** A consumer that was away for longer than events are kept has nothing to wait for. */
    static final Duration FORGOTTEN_AFTER = Outbox.KEPT_FOR;

    static LaneReport parse(String text) {
        int bar = text.indexOf('|');
        return new LaneReport(
                StreamId.parse(text.substring(0, bar)), Instant.ofEpochMilli(Long.parseLong(text.substring(bar + 1))));
    }

    boolean isForgotten(Instant now) {
        return at.plus(FORGOTTEN_AFTER).isBefore(now);
    }

    @Override
    public String toString() {
        return position + "|" + at.toEpochMilli();
    }
}
