package dev.coffer.bonus.offer;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.bonus.offer.WhyNot.Reason;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.TemplateContent;
import dev.coffer.core.config.Setting;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * {@link Spending} in the collection {@code template_spending}: one document for each template, currency and day, and one
 * for all days; and the same for all templates together where the house has a budget.
 */
final class MongoSpending implements Spending, DeclaresIndexes {

    private static final String COLLECTION = "template_spending";
    private static final String CODE = "code";
    private static final String CURRENCY = "currency";
    private static final String PERIOD = "period";
    private static final String COUNT = "count";
    private static final String MINOR = "minor";
    private static final String ALL_DAYS = "all";

    /** No template has this code. */
    private static final String HOUSE = "*";

    private final TenantCollection spending;
    private final Setting<BudgetSettings> budgets;

    MongoSpending(MongoDatabase database, Setting<BudgetSettings> budgets) {
        this.budgets = budgets;
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

    /**
     * What must not be exceeded.
     *
     * @param code a template's, or {@link #HOUSE}
     * @param most how many at all, and in a day
     */
    private record Bounds(
            String code,
            @Nullable Integer most,
            @Nullable Integer mostOfDay,
            @Nullable Money total,
            @Nullable Money perDay) {

        static Bounds of(RunningTemplate template) {
            TemplateContent.Limits limits = template.content().limits();
            TemplateContent.Budget budget = template.content().budget();
            return new Bounds(template.code(), limits.total(), limits.perDay(), budget.total(), budget.perDay());
        }

        static Bounds of(BudgetSettings house, Currency currency) {
            return new Bounds(HOUSE, null, null, house.total(currency), house.perDay(currency));
        }

        boolean isForEver() {
            return most != null || total != null;
        }

        boolean isOfDay() {
            return mostOfDay != null || perDay != null;
        }
    }

    private List<Bounds> bounds(String tenantId, RunningTemplate template) {
        Currency currency = template.content().currency();
        return List.of(Bounds.of(template), Bounds.of(budgets.of(tenantId), currency));
    }

    @Override
    public @Nullable Reason take(UnitOfWork unit, String tenantId, RunningTemplate template, Money value, Instant at) {
        Reason refused = look(unit, tenantId, template, value, at);
        if (refused != null) {
            return refused;
        }
        TenantDocuments ours = spending.of(tenantId);
        Currency currency = value.currency();
        Bson taken = Updates.combine(Updates.inc(COUNT, 1L), Updates.inc(MINOR, value.minor()));
        for (Bounds bounds : bounds(tenantId, template)) {
            if (bounds.isForEver()) {
                ours.upsert(unit, period(bounds, currency, ALL_DAYS), taken);
            }
            if (bounds.isOfDay()) {
                ours.upsert(unit, period(bounds, currency, day(at)), taken);
            }
        }
        return null;
    }

    @Override
    public @Nullable Reason look(
            UnitOfWork unit, String tenantId, RunningTemplate template, @Nullable Money value, Instant at) {
        TenantDocuments ours = spending.of(tenantId);
        return look(period -> ours.findOne(unit, period), tenantId, template, value, at);
    }

    @Override
    public boolean isLeft(String tenantId, RunningTemplate template, Instant at) {
        return look(spending.of(tenantId)::findOne, tenantId, template, null, at) == null;
    }

    private @Nullable Reason look(
            Function<Bson, @Nullable Document> spent,
            String tenantId,
            RunningTemplate template,
            @Nullable Money value,
            Instant at) {
        Currency currency = template.content().currency();
        // Of an unknown value it is enough that something is left.
        long minor = value == null ? 1 : value.minor();
        for (Bounds bounds : bounds(tenantId, template)) {
            Reason refused = bounds.isForEver()
                    ? refusal(spent.apply(period(bounds, currency, ALL_DAYS)), minor, bounds.most(), bounds.total())
                    : null;
            if (refused == null && bounds.isOfDay()) {
                Bson today = period(bounds, currency, day(at));
                refused = refusal(spent.apply(today), minor, bounds.mostOfDay(), bounds.perDay());
            }
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    private static String day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static Bson period(Bounds bounds, Currency currency, String period) {
        return Filters.and(
                Filters.eq(CODE, bounds.code()), Filters.eq(CURRENCY, currency.code()), Filters.eq(PERIOD, period));
    }

    private static @Nullable Reason refusal(
            @Nullable Document spent, long value, @Nullable Integer most, @Nullable Money budget) {
        long count = spent == null ? 0 : spent.getLong(COUNT);
        long minor = spent == null ? 0 : spent.getLong(MINOR);
        if (most != null && count >= most) {
            return Reason.SOLD_OUT;
        }
        return budget != null && value > budget.minor() - minor ? Reason.BUDGET_SPENT : null;
    }
}
