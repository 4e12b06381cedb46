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

    /** Fields that one planning may look at, each time that it looks at one. */
    static final int VISITS = 500_000;

    /** Requirements below requirements: what a field requires, what that requires, and so on. */
    static final int REQUIREMENT_DEPTH = 24;

    /** Selections in an operation after fragments are inlined, and of its output after types are told apart. */
    static final int SELECTIONS = 50_000;

    /** Objects below each other in an operation. */
    static final int DEPTH = 100;

    /** Time after which the best plan so far is used. */
    static final Duration BUDGET = Duration.ofMillis(250);

    /** Time after which an operation without a plan is refused. */
    static final Duration GIVE_UP = Duration.ofSeconds(2);

    /** Plans kept in memory. */
    static final int CACHED_PLANS = 1_000;

    private PlanLimits() {}
}
