package dev.coffer.bonus.competition;

import java.time.Instant;

/**
 * What a player has in a competition.
 *
 * @param handle what others see; made for this competition, so that nobody is known by it elsewhere
 * @param minor in minor units, in hundredths or a number, as the competition counts
 * @param bets how many count; without any the player has no place
 * @param version counts the changes, from 1
 * @param reachedAt since when it is what it is
 */
record Score(String userId, String handle, long minor, int bets, long version, Instant reachedAt) {

    static Score none(String userId, String handle) {
        return new Score(userId, handle, 0, 0, 0, Instant.EPOCH);
    }

    boolean hasPlace() {
        return bets > 0;
    }

    Placing placing() {
        return new Placing(minor, reachedAt, handle);
    }

    /** With a bet more or less and the points of it. What cannot be counted any further stays. */
    Score plus(long points, int more, Instant at) {
        int count = bets + more;
        long sum = saturated(minor, points);
        boolean isChanged = sum != minor || bets == 0;
        return new Score(userId, handle, count == 0 ? 0 : sum, count, version, isChanged ? at : reachedAt);
    }

    /** With another largest bet. */
    Score largest(long points, int count, Instant at) {
        return new Score(userId, handle, points, count, version, at);
    }

    Score next() {
        return new Score(userId, handle, minor, bets, version + 1, reachedAt);
    }

    private static long saturated(long one, long other) {
        long sum = one + other;
        boolean isOver = ((one ^ sum) & (other ^ sum)) < 0;
        return isOver ? (one < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
