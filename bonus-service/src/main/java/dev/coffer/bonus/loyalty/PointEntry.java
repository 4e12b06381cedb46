package dev.coffer.bonus.loyalty;

import java.time.Instant;

/**
 * A line in a player's book of points. Never changed.
 *
 * @param seq from 1, without gaps
 * @param key what it is for, unique in the book
 * @param points more than zero for what comes in, less for what goes out
 * @param balance after it; never below zero
 */
record PointEntry(
        String tenantId, String userId, long seq, String key, Kind kind, long points, long balance, Instant at) {

    /** What happened. */
    enum Kind {
        EARNED,
        /** The bet that they were earned with was rolled back; what was spent meanwhile stays spent. */
        TAKEN_BACK,
        REDEEMED,
        EXPIRED
    }
}
