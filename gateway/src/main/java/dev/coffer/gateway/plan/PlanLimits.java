package dev.coffer.gateway.plan;

import java.time.Duration;

/** The bounds of planning; the planner refuses or takes the best plan so far rather than exceed them. */
final class PlanLimits {

    /** Candidate paths kept for one leaf from one tail. */
    static final int PATHS_PER_NODE = 16;

    /** Combinations of candidates weighed before the best so far is taken. */
    static final int COMBINATIONS = 10_000;

    /** Key moves in a row that lead to one field. */
    static final int MOVES_PER_FIELD = 8;

    /** Selections in an operation after fragments are inlined. */
    static final int SELECTIONS = 20_000;

    /** Wall clock that one plan may take. */
    static final Duration BUDGET = Duration.ofMillis(250);

    /** Plans kept in memory. */
    static final int CACHED_PLANS = 1_000;

    private PlanLimits() {}
}
