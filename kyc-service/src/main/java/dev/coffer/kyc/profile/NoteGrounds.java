package dev.coffer.kyc.profile;

import dev.coffer.core.config.LiveSettings;
import dev.coffer.core.config.SettingScope;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.risk.RiskScore;
import dev.coffer.kyc.risk.RiskScores;
import dev.coffer.kyc.screening.ScreenPersons;
import dev.coffer.kyc.tier.Tiers;
import java.util.List;
import java.util.stream.Stream;

/** Says by what a decision is made, so that the audit file can tell it when settings and lists are others. */
final class NoteGrounds {

    private static final List<String> SETTINGS =
            List.of(ReviewSettings.KEY, Tiers.REQUIREMENTS, RiskScores.SETTING, ScreenPersons.SETTING);

    private final LiveSettings live;
    private final ScreenPersons screening;

    NoteGrounds(LiveSettings live, ScreenPersons screening) {
        this.live = live;
        this.screening = screening;
    }

    /** The settings as this process has them now. To be asked before the first of them is read for a decision. */
    List<Grounds.Counted> counting(String tenantId) {
        return SETTINGS.stream()
                .map(key -> new Grounds.Counted(
                        key,
                        live.version(SettingScope.installation(key)),
                        live.version(new SettingScope(key, tenantId))))
                .toList();
    }

    /** @param before as {@link #counting} said before the decision @param risk by which it was made */
    Grounds of(UnitOfWork unit, String tenantId, List<Grounds.Counted> before, RiskScore risk) {
        List<Grounds.Counted> settings = Stream.concat(before.stream(), counting(tenantId).stream())
                .distinct()
                .toList();
        List<String> factors = risk.factors().stream()
                .map(factor -> factor.factor() + ", " + factor.points() + ": " + factor.note())
                .toList();
        return new Grounds(settings, screening.listsVersion(unit, tenantId), risk.level(), risk.points(), factors);
    }
}
