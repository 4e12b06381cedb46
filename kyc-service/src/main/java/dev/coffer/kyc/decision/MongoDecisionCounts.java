package dev.coffer.kyc.decision;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** Collection {@code decision_counts}: a few documents for each day, so that decisions which are made at once seldom write the same. */
final class MongoDecisionCounts implements DecisionCounts, DeclaresIndexes {

    private static final String COLLECTION = "decision_counts";
    private static final String DAY = "day";
    private static final String PART = "part";
    private static final String APPROVED = "approved";
    private static final String REJECTED = "rejected";
    private static final String BY_CHECKS = "byChecks";
    private static final String LATE = "late";
    private static final String SECONDS = "seconds";
    private static final int PARTS = 16;

    private final TenantCollection counts;

    MongoDecisionCounts(MongoDatabase database) {
        this.counts = new TenantCollection(database, COLLECTION);
    }

    @Override
    public void add(UnitOfWork unit, String tenantId, Decided decided) {
        String day = LocalDate.ofInstant(decided.at(), ZoneOffset.UTC).toString();
        long seconds = Duration.between(decided.requestedAt(), decided.at()).toSeconds();
        counts.of(tenantId)
                .upsert(
                        unit,
                        Filters.and(
                                Filters.eq(DAY, day),
                                Filters.eq(PART, Math.floorMod(decided.userId().hashCode(), PARTS))),
                        Updates.combine(
                                Updates.inc(APPROVED, one(decided.isApproved())),
                                Updates.inc(REJECTED, one(!decided.isApproved())),
                                Updates.inc(BY_CHECKS, one(decided.isApproved() && decided.isByChecks())),
                                Updates.inc(LATE, one(decided.isLate())),
                                Updates.inc(SECONDS, Math.max(0, seconds))));
    }

    private static long one(boolean counts) {
        return counts ? 1 : 0;
    }

    @Override
    public List<DayOfDecisions> list(String tenantId, LocalDate from, LocalDate until) {
        Map<LocalDate, DayOfDecisions> days = new TreeMap<>();
        counts.of(tenantId)
                .find(Filters.and(Filters.gte(DAY, from.toString()), Filters.lte(DAY, until.toString())))
                .forEach(part -> {
                    DayOfDecisions read = read(part);
                    days.merge(read.day(), read, DayOfDecisions::plus);
                });
        return List.copyOf(days.values());
    }

    private static DayOfDecisions read(Document part) {
        return new DayOfDecisions(
                LocalDate.parse(part.getString(DAY)),
                part.get(APPROVED, 0L),
                part.get(REJECTED, 0L),
                part.get(BY_CHECKS, 0L),
                part.get(LATE, 0L),
                part.get(SECONDS, 0L));
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                        COLLECTION, "tenant_day_part", Indexes.ascending(TenantCollection.TENANT_ID, DAY, PART))
                .unique());
    }
}
