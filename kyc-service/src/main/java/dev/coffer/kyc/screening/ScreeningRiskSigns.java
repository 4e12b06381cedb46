package dev.coffer.kyc.screening;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.risk.RiskFactor;
import dev.coffer.kyc.risk.RiskSettings;
import dev.coffer.kyc.risk.RiskSign;
import dev.coffer.kyc.risk.RiskSigns;
import java.util.List;

/** Whether somebody on a sanctions list may be, or is, the user, by the newest screening. */
final class ScreeningRiskSigns implements RiskSigns {

    private final Screenings screenings;

    ScreeningRiskSigns(Screenings screenings) {
        this.screenings = screenings;
    }

    @Override
    public List<RiskSign> of(UnitOfWork unit, String tenantId, String userId, RiskSettings settings) {
        Screening newest = screenings.newest(unit, tenantId, userId);
        if (newest == null) {
            return List.of();
        }
        String note = "Screening " + newest.id();
        return switch (newest.state()) {
            case MATCHED -> List.of(new RiskSign(RiskFactor.SCREENING_OPEN, note));
            case CONFIRMED -> List.of(new RiskSign(RiskFactor.SCREENING_CONFIRMED, note));
            case PENDING, CLEAR -> List.of();
        };
    }
}
