package dev.coffer.kyc.profile;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.risk.RiskFactor;
import dev.coffer.kyc.risk.RiskSettings;
import dev.coffer.kyc.risk.RiskSign;
import dev.coffer.kyc.risk.RiskSigns;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where somebody lives, and how long we have known them. */
final class ProfileRiskSigns implements RiskSigns {

    private final KycProfiles profiles;
    private final Clock clock;

    ProfileRiskSigns(KycProfiles profiles, Clock clock) {
        this.profiles = profiles;
        this.clock = clock;
    }

    @Override
    public List<RiskSign> of(UnitOfWork unit, String tenantId, String userId, RiskSettings settings) {
        List<RiskSign> signs = new ArrayList<>();
        KycProfile profile = profiles.find(unit, tenantId, userId);
        String country = profile == null ? null : profile.standing().country();
        if (country != null && settings.isOfHigherRisk(country)) {
            signs.add(new RiskSign(RiskFactor.COUNTRY, "Lives in " + country));
        }
        Instant opened = profiles.openedAt(unit, tenantId, userId);
        if (opened != null && opened.plus(settings.newFor()).isAfter(clock.instant())) {
            signs.add(new RiskSign(RiskFactor.NEW_ACCOUNT, "Known since " + opened));
        }
        return signs;
    }
}
