package dev.coffer.core.events;

/**
 * One entry of a stream, not parsed yet: what cannot be parsed is a poisoned event, not a broken lane.
 *
 * @param envelope as JSON
 */
record Delivery(StreamId id, String eventType, String key, String envelope) {

    /** Which of that many lanes the key belongs to; the same in every process for ever. */
    int laneOf(int lanes) {
        int hash = key.hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), lanes);
    }
}
