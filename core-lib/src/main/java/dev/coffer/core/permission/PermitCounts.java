package dev.coffer.core.permission;

import dev.coffer.access.condition.Condition;

/** How often each subject was permitted what a {@code rate} bounds: exactly, within the time before each question. */
interface PermitCounts {

    /** More than so many are counted by nobody: each is remembered. */
    int MOST = 10_000;

    /**
     * Counts one more, unless there were as many as may be; a refused one counts for nothing.
     *
     * @param rate with a {@code most} from 1 to {@link #MOST}
     * @param now milliseconds of the epoch
     * @return whether it was counted
     */
    boolean count(String subject, Condition.Rate rate, long now);

    /** How often so far, at most as often as may be. */
    long soFar(String subject, Condition.Rate rate, long now);

    /** What all that is counted of a subject for a rate stands under. */
    static String key(String subject, Condition.Rate rate) {
        return subject + ":" + rate.counter().name() + ":"
                + rate.counter().per().toSeconds() + ":" + rate.most();
    }
}
