package dev.coffer.kyc.risk;

import dev.coffer.core.config.Setting;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Weighs what speaks for a risk, each time it is asked for: nothing of it is stored but what a reviewer has said. */
public final class RiskScores {

    /** The key of what counts how much. */
    public static final String SETTING = RiskSettings.KEY;

    private final List<RiskSigns> signs;
    private final RiskAssignments assignments;
    private final Setting<RiskSettings> settings;
    private final Transactions transactions;

    RiskScores(
            List<RiskSigns> signs,
            RiskAssignments assignments,
            Setting<RiskSettings> settings,
            Transactions transactions) {
        this.signs = List.copyOf(signs);
        this.assignments = assignments;
        this.settings = settings;
        this.transactions = transactions;
    }

    public RiskScore of(String tenantId, String userId) {
        return transactions.inTransaction(unit -> of(unit, tenantId, userId));
    }

    /** As it stands in this transaction. */
    public RiskScore of(UnitOfWork unit, String tenantId, String userId) {
        RiskSettings rules = settings.of(tenantId);
        List<RiskScore.Weighed> factors = signs.stream()
                .flatMap(source -> source.of(unit, tenantId, userId, rules).stream())
                .map(sign -> new RiskScore.Weighed(sign.factor(), rules.weight(sign.factor()), sign.note()))
                .filter(weighed -> weighed.points() > 0)
                .sorted(Comparator.comparingInt(RiskScore.Weighed::points)
                        .reversed()
                        .thenComparing(RiskScore.Weighed::factor))
                .toList();
        int points = Math.min(
                RiskScore.MOST,
                factors.stream().mapToInt(RiskScore.Weighed::points).sum());
        return new RiskScore(points, rules.level(points), factors, assignments.find(unit, tenantId, userId));
    }

    /** Has the reviewer's word count from now on. @param assigned null to have the points count again */
    public void assign(UnitOfWork unit, String tenantId, String userId, RiskScore.@Nullable Assigned assigned) {
        if (assigned == null) {
            assignments.delete(unit, tenantId, userId);
        } else {
            assignments.save(unit, tenantId, userId, assigned);
        }
    }

    /** Until when a tier holds at this risk. @param until null for good, which stays so */
    public @Nullable Instant validUntil(String tenantId, RiskLevel level, Instant now, @Nullable Instant until) {
        if (until == null || level != RiskLevel.HIGH) {
            return until;
        }
        Instant latest = now.plus(settings.of(tenantId).highValidFor());
        return until.isBefore(latest) ? until : latest;
    }
}
