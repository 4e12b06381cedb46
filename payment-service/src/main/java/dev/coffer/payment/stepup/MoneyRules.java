package dev.coffer.payment.stepup;

import dev.coffer.core.config.Setting;
import dev.coffer.core.stepup.Amount;
import dev.coffer.core.stepup.StepUpDemand;
import dev.coffer.core.stepup.StepUpRules;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link StepUpSettings} by kind of operation. */
final class MoneyRules implements StepUpRules {

    static final String WITHDRAWAL = "withdrawal";
    static final String PAYMENT = "payment";
    static final String STAFF = "staff";

    private final Setting<StepUpSettings> settings;

    MoneyRules(Setting<StepUpSettings> settings) {
        this.settings = settings;
    }

    @Override
    public Set<String> kinds() {
        return Set.of(WITHDRAWAL, PAYMENT, STAFF);
    }

    @Override
    public @Nullable StepUpDemand find(String tenantId, String kind, @Nullable Amount amount) {
        StepUpSettings now = settings.of(tenantId);
        boolean isDemanded = switch (kind) {
            case WITHDRAWAL -> StepUpSettings.isReached(now.withdrawals(), amount);
            case PAYMENT -> StepUpSettings.isReached(now.payments(), amount);
            case STAFF -> now.staff();
            default -> throw new IllegalArgumentException("There is no kind " + kind);
        };
        return isDemanded ? new StepUpDemand(now.proof(), now.within()) : null;
    }
}
