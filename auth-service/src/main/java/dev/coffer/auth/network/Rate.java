package dev.coffer.auth.network;

import java.time.Duration;

/**
 * So many at once, and from then on as many as fit into the time. What is stored of a count is one number: the moment at which all of
 * it is forgotten. Each try moves it by {@link #each}, and a try that would move it further away than {@code within} is refused.
 * (The generic cell rate algorithm.)
 *
 * @param most at once, from 1
 * @param within the time in which that many are forgotten, one after the other
 */
record Rate(int most, Duration within) {

    Rate {
        if (most < 1 || within.toMillis() < most) {
            throw new IllegalArgumentException(
                    "a rate has at least 1 in at least as many milliseconds, not " + most + " in " + within);
        }
    }

    /** How long one try is remembered, in milliseconds. */
    long each() {
        return within.toMillis() / most;
    }

    /** How far away the moment of forgetting may be. */
    long span() {
        return each() * most;
    }

    /**
     * How long there is no try, 0 when there is one now.
     *
     * @param forgottenAt the moment that is stored, milliseconds of the epoch; 0 where nothing is
     */
    long pause(long forgottenAt, long now) {
        return Math.max(0, counted(forgottenAt, now) - now - span());
    }

    /** The moment of forgetting after one more. */
    long counted(long forgottenAt, long now) {
        return Math.max(forgottenAt, now) + each();
    }
}
