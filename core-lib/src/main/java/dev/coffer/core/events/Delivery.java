package dev.coffer.core.events;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a stream, not parsed yet: what cannot be parsed is a poisoned event, not a broken lane.
 *
 * @param envelope as JSON
 * @param only the consumer that a replayed event is for; null for an event that is for all
 */
record Delivery(
        StreamId id,
        String eventType,
        String key,
        String envelope,
        @Nullable String only) {

    /** Which of that many lanes the key belongs to; the same in every process for ever. */
    int laneOf(int lanes) {
        return laneOf(key, lanes);
    }

    static int laneOf(String key, int lanes) {
        int hash = key.hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), lanes);
    }
}
