package dev.coffer.core.stepup;

import dev.coffer.core.identity.Terms;
import java.time.Duration;
import java.time.Instant;

/**
 * What an operation demands of the proof that the caller's access token tells.
 *
 * @param within how long ago that proof may be, at most
 */
public record StepUpDemand(RequiredProof proof, Duration within) {

    /** How far auth-service's clock may be ahead of ours. A proof from later than that is none. */
    static final Duration MOST_AHEAD = Duration.ofSeconds(5);

    public StepUpDemand {
        if (!within.isPositive()) {
            throw new IllegalArgumentException("within must be positive, not " + within);
        }
    }

    /** A token that does not tell how and when its caller has proven who they are, such as a machine's, meets nothing. */
    public boolean isMetBy(Terms terms, Instant now) {
        String acr = terms.acr();
        Instant at = terms.authenticatedAt();
        return acr != null
                && at != null
                && proof.accepts(acr)
                && !at.isAfter(now.plus(MOST_AHEAD))
                // The claim counts whole seconds, rounded down: never longer than what is allowed.
                && now.isBefore(at.plus(within));
    }
}
