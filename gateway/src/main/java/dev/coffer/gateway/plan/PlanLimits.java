package dev.coffer.gateway.plan;

import java.time.Duration;

/** The bounds of planning; the planner refuses or takes the best plan so far rather than exceed them. */
final class PlanLimits {

    /** Candidate paths kept for one leaf from one tail. */
    static final int PATHS_PER_NODE = 16;

    /** Combinations of candidates weighed before the best so far is taken. */
    static final int COMBINATIONS = 10_000;

    /** Routes that one planning may look at; a route is one step of one way to one field. */
    static final int ROUTES = 200_000;

    /** Requirements below requirements: what a field requires, what that requires, and so on. */
    static final int REQUIREMENT_DEPTH = 24;

    /** Selections in an operation after fragments are inlined, and of its output after types are told apart. */
    static final int SELECTIONS = 50_000;

    /** Objects below each other in an operation. */
    static final int DEPTH = 100;

    /** Time that one plan may take; what is chosen by then is used, the rest is refused. */
    static final Duration BUDGET = Duration.ofMillis(250);

    /** Plans kept in memory. */
    static final int CACHED_PLANS = 1_000;

    private PlanLimits() {}
}
