package dev.coffer.bonus.offer;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.bonus.offer.WhyNot.Reason;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.TemplateContent;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Spending} in the collection {@code template_spending}: one document for each template, currency and day, and one for all. */
final class MongoSpending implements Spending, DeclaresIndexes {

    private static final String COLLECTION = "template_spending";
    private static final String CODE = "code";
    private static final String CURRENCY = "currency";
    private static final String PERIOD = "period";
    private static final String COUNT = "count";
    private static final String MINOR = "minor";
    private static final String ALL_DAYS = "all";

    private final TenantCollection spending;

    MongoSpending(MongoDatabase database) {
        this.spending = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                        COLLECTION,
                        "tenant_template_period",
                        Indexes.ascending(TenantCollection.TENANT_ID, CODE, CURRENCY, PERIOD))
                .unique());
    }

    @Override
    public @Nullable Reason take(UnitOfWork unit, String tenantId, RunningTemplate template, Money value, Instant at) {
        TemplateContent.Limits limits = template.content().limits();
        TemplateContent.Budget budget = template.content().budget();
        TenantDocuments ours = spending.of(tenantId);
        Bson ever = period(template, value, ALL_DAYS);
        Bson today =
                period(template, value, at.atZone(ZoneOffset.UTC).toLocalDate().toString());
        Reason forAll = refusal(ours.findOne(unit, ever), value, limits.total(), budget.total());
        Reason forToday = refusal(ours.findOne(unit, today), value, limits.perDay(), budget.perDay());
        if (forAll != null || forToday != null) {
            return forAll != null ? forAll : forToday;
        }
        Bson taken = Updates.combine(Updates.inc(COUNT, 1L), Updates.inc(MINOR, value.minor()));
        if (limits.total() != null || budget.total() != null) {
            ours.upsert(unit, ever, taken);
        }
        if (limits.perDay() != null || budget.perDay() != null) {
            ours.upsert(unit, today, taken);
        }
        return null;
    }

    private static Bson period(RunningTemplate template, Money value, String period) {
        return Filters.and(
                Filters.eq(CODE, template.code()),
                Filters.eq(CURRENCY, value.currency().code()),
                Filters.eq(PERIOD, period));
    }

    private static @Nullable Reason refusal(
            @Nullable Document spent, Money value, @Nullable Integer most, @Nullable Money budget) {
        long count = spent == null ? 0 : spent.getLong(COUNT);
        long minor = spent == null ? 0 : spent.getLong(MINOR);
        if (most != null && count >= most) {
            return Reason.SOLD_OUT;
        }
        boolean isSpent = budget != null && value.minor() > budget.minor() - minor;
        return isSpent ? Reason.BUDGET_SPENT : null;
    }
}
