package dev.coffer.kyc.check;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.risk.RiskFactor;
import dev.coffer.kyc.risk.RiskSettings;
import dev.coffer.kyc.risk.RiskSign;
import dev.coffer.kyc.risk.RiskSigns;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Checks that have not passed: the newest of each kind counts. */
final class CheckRiskSigns implements RiskSigns {

    /** The newest ones; older ones are of requests long past. */
    private static final int MOST = 50;

    private final Checks checks;

    CheckRiskSigns(Checks checks) {
        this.checks = checks;
    }

    @Override
    public List<RiskSign> of(UnitOfWork unit, String tenantId, String userId, RiskSettings settings) {
        Map<CheckKind, Check> newest = new EnumMap<>(CheckKind.class);
        checks.newest(unit, tenantId, userId, MOST).stream()
                .filter(check -> check.state() != CheckState.PENDING)
                .forEach(check -> newest.putIfAbsent(check.subject().kind(), check));
        List<RiskSign> signs = new ArrayList<>();
        newest.forEach((kind, check) -> {
            if (check.state() != CheckState.PASSED) {
                RiskFactor factor =
                        check.state() == CheckState.FAILED ? RiskFactor.CHECK_FAILED : RiskFactor.CHECK_INCONCLUSIVE;
                signs.add(new RiskSign(factor, "Check " + kind));
            }
        });
        return signs;
    }
}
