package dev.coffer.kyc.risk;

import dev.coffer.kyc.export.PersonalRecords;
import java.util.function.Consumer;

/** How high a person's risk is, and why. */
final class RiskRecords implements PersonalRecords {

    private final RiskScores risks;

    RiskRecords(RiskScores risks) {
        this.risks = risks;
    }

    @Override
    public String name() {
        return "risk";
    }

    @Override
    public void tell(String tenantId, String userId, Consumer<Object> record) {
        record.accept(risks.of(tenantId, userId));
    }
}
