package dev.coffer.bonus.stats;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BsonField;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.coffer.bonus.award.Award;
import dev.coffer.bonus.award.AwardState;
import dev.coffer.bonus.award.AwardTallies;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * {@link BonusStatistics} and {@link AwardTallies} in the collection {@code bonus_stats}: documents for each template, currency and day,
 * of which a transaction takes one at random, so that transactions about one template seldom wait for one another.
 */
final class MongoBonusStatistics implements BonusStatistics, AwardTallies, DeclaresIndexes {

    private static final String COLLECTION = "bonus_stats";
    private static final String CODE = "code";
    private static final String CURRENCY = "currency";
    private static final String DAY = "day";
    private static final String SLOT = "slot";
    private static final String GIVEN = "given";
    private static final String AWARDED = "awarded";
    private static final String CONVERTED = "converted";
    private static final String COST = "cost";
    private static final String KEPT = "kept";
    private static final String EXPIRED = "expired";
    private static final String FORFEITED = "forfeited";
    private static final String CANCELLED = "cancelled";
    private static final String BROKEN = "broken";
    private static final String RETURNED = "returned";
    private static final String DEPOSITS = "deposits";
    private static final List<String> COUNTS =
            List.of(GIVEN, AWARDED, CONVERTED, COST, KEPT, EXPIRED, FORFEITED, CANCELLED, BROKEN, RETURNED, DEPOSITS);
    private static final int SLOTS = 16;

    private final TenantCollection stats;
    private final Clock clock;

    MongoBonusStatistics(MongoDatabase database, Clock clock) {
        this.stats = new TenantCollection(database, COLLECTION);
        this.clock = clock;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                // Serves what is counted, and one template's lines.
                IndexDeclaration.on(
                                COLLECTION,
                                "tenant_template_day",
                                Indexes.ascending(TenantCollection.TENANT_ID, CODE, DAY, CURRENCY, SLOT))
                        .unique(),
                IndexDeclaration.on(COLLECTION, "tenant_day", Indexes.ascending(TenantCollection.TENANT_ID, DAY)));
    }

    private record Line(String tenantId, String code, String currency) {

        static Line of(Award award) {
            return new Line(
                    award.tenantId(),
                    award.templateCode(),
                    award.value().currency().code());
        }
    }

    @Override
    public void given(UnitOfWork unit, Collection<Award> awards) {
        Map<Line, Document> sums = new LinkedHashMap<>();
        for (Award award : awards) {
            Document sum = sums.computeIfAbsent(Line.of(award), line -> new Document());
            add(sum, GIVEN, 1);
            add(sum, AWARDED, award.value().minor());
            add(sum, DEPOSITS, award.deposit() == null ? 0 : award.deposit().minor());
            if (award.state().status() == AwardState.Status.CLAIMED) {
                add(sum, CONVERTED, 1);
                add(sum, COST, award.value().minor());
                add(sum, KEPT, award.value().minor());
            }
        }
        sums.forEach((line, sum) -> count(unit, line, sum));
    }

    @Override
    public void settled(UnitOfWork unit, Award award, long converted, long returned) {
        count(unit, Line.of(award), new Document(COST, converted).append(RETURNED, returned));
    }

    @Override
    public void over(UnitOfWork unit, Award award, AwardState.Status status) {
        long value = award.value().minor();
        Document sum = switch (status) {
            case CONVERTED -> new Document(CONVERTED, 1L).append(KEPT, value);
            case EXPIRED -> new Document(EXPIRED, 1L).append(BROKEN, value);
            case FORFEITED -> new Document(FORFEITED, 1L).append(BROKEN, value);
            case CANCELLED -> new Document(CANCELLED, 1L).append(BROKEN, value);
            case PENDING, ACTIVE, IN_PROGRESS, REQUIREMENTS_MET, LOCKED, CLAIMED ->
                throw new IllegalArgumentException(award + " does not end as " + status);
        };
        count(unit, Line.of(award), sum);
    }

    private static void add(Document sum, String field, long more) {
        sum.merge(field, more, (before, added) -> Math.addExact((Long) before, (Long) added));
    }

    private void count(UnitOfWork unit, Line line, Document sum) {
        String day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
        stats.of(line.tenantId())
                .upsert(
                        unit,
                        Filters.and(
                                Filters.eq(CODE, line.code()),
                                Filters.eq(DAY, day),
                                Filters.eq(CURRENCY, line.currency()),
                                Filters.eq(SLOT, ThreadLocalRandom.current().nextInt(SLOTS))),
                        new Document("$inc", sum));
    }

    @Override
    public List<BonusStat> of(String tenantId, @Nullable String templateCode, LocalDate from, LocalDate to) {
        Bson days = Filters.and(Filters.gte(DAY, from.toString()), Filters.lte(DAY, to.toString()));
        Document line = new Document(CODE, "$" + CODE).append(DAY, "$" + DAY).append(CURRENCY, "$" + CURRENCY);
        List<BsonField> sums = COUNTS.stream()
                .map(field -> Accumulators.sum(field, "$" + field))
                .toList();
        return stats.of(tenantId)
                .aggregate(List.of(
                        Aggregates.match(
                                templateCode == null ? days : Filters.and(Filters.eq(CODE, templateCode), days)),
                        Aggregates.group(line, sums),
                        Aggregates.sort(Sorts.orderBy(
                                Sorts.descending("_id." + DAY), Sorts.ascending("_id." + CODE, "_id." + CURRENCY))),
                        Aggregates.limit(MOST)))
                .map(MongoBonusStatistics::parse)
                .into(new ArrayList<>());
    }

    private static BonusStat parse(Document document) {
        Document line = document.get("_id", Document.class);
        return new BonusStat(
                line.getString(CODE),
                LocalDate.parse(line.getString(DAY)),
                line.getString(CURRENCY),
                number(document, GIVEN),
                number(document, AWARDED),
                number(document, CONVERTED),
                number(document, COST),
                number(document, KEPT),
                number(document, EXPIRED),
                number(document, FORFEITED),
                number(document, CANCELLED),
                number(document, BROKEN),
                number(document, RETURNED),
                number(document, DEPOSITS));
    }

    /** The sum of what no document has is an Integer. */
    private static long number(Document document, String field) {
        return Objects.requireNonNull(document.get(field, Number.class)).longValue();
    }
}
