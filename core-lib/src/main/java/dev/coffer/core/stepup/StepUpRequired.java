package dev.coffer.core.stepup;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.util.Map;

/**
 * STEP_UP_REQUIRED: nothing was done and nothing remembered, so that the same request, with the same idempotency key, does it once the
 * caller has stepped up.
 */
public final class StepUpRequired extends CodedException {

    private static final long serialVersionUID = 1L;

    private final transient StepUpDemand demand;

    public StepUpRequired(StepUpDemand demand) {
        super(CommonError.STEP_UP_REQUIRED, sentence(demand));
        this.demand = demand;
    }

    private static String sentence(StepUpDemand demand) {
        String proof = switch (demand.proof()) {
            case PASSWORD -> "who you are";
            case FACTOR_IF_ENROLLED -> "a second factor, or your password where you have none,";
            case SECOND_FACTOR -> "a second factor";
        };
        return "Prove " + proof + " anew with stepUp, then send the same request with the access token that it answers:"
                + " the proof may be " + demand.within().toSeconds() + " seconds old.";
    }

    /** As RFC 9470 tells a client. */
    @Override
    public Map<String, Object> extensions() {
        return Map.of(
                "stepUp",
                Map.of(
                        "proof",
                        demand.proof().name(),
                        "acr",
                        demand.proof().asked(),
                        "maxAgeSeconds",
                        demand.within().toSeconds()));
    }
}
