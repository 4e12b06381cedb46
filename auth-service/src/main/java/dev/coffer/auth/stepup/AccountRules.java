package dev.coffer.auth.stepup;

import dev.coffer.core.config.Setting;
import dev.coffer.core.stepup.Amount;
import dev.coffer.core.stepup.RequiredProof;
import dev.coffer.core.stepup.StepUpDemand;
import dev.coffer.core.stepup.StepUpRules;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link StepUpSettings} by kind of operation. */
final class AccountRules implements StepUpRules {

    /** What a user changes about how they sign in. */
    static final String CREDENTIALS = "credentials";

    /** The same, where it is what users without a second factor get their first one with. */
    static final String FIRST_FACTOR = "first-factor";

    /** What administrators change about others. */
    static final String ADMINISTRATION = "administration";

    /** What cannot be undone for a user; demanded whatever is set. */
    static final String CLOSING = "closing";

    private final Setting<StepUpSettings> settings;

    AccountRules(Setting<StepUpSettings> settings) {
        this.settings = settings;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(CREDENTIALS, FIRST_FACTOR, ADMINISTRATION, CLOSING);
    }

    @Override
    public @Nullable StepUpDemand find(String tenantId, String kind, @Nullable Amount amount) {
        StepUpSettings now = settings.of(tenantId);
        boolean isDemanded = switch (kind) {
            case CREDENTIALS, FIRST_FACTOR -> now.credentials();
            case ADMINISTRATION -> now.administration();
            case CLOSING -> true;
            default -> throw new IllegalArgumentException("There is no kind " + kind);
        };
        return isDemanded ? new StepUpDemand(proof(now, kind), now.within()) : null;
    }

    /** Whoever is refused until they have a second factor must be able to get one. */
    private static RequiredProof proof(StepUpSettings now, String kind) {
        if (kind.equals(CLOSING)) {
            return RequiredProof.FACTOR_IF_ENROLLED;
        }
        return kind.equals(FIRST_FACTOR) && now.proof() == RequiredProof.SECOND_FACTOR
                ? RequiredProof.FACTOR_IF_ENROLLED
                : now.proof();
    }
}
