package dev.coffer.core.saga;

import java.time.Duration;

/** When a saga is taken up next, by the server's clock. */
sealed interface Due {

    /** By who works on it now, at once; by somebody else when the lease is over. */
    record Held(Duration lease) implements Due {}

    record After(Duration pause) implements Due {}

    /** When the time of the step at hand is over. */
    record StepEnd() implements Due {}

    /** By nobody, unless an operator asks. */
    record Never() implements Due {}

    static Due now() {
        return new After(Duration.ZERO);
    }
}
