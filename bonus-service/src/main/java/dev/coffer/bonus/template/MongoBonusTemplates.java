package dev.coffer.bonus.template;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** {@link BonusTemplates} in the collection {@code templates}. */
final class MongoBonusTemplates implements BonusTemplates, DeclaresIndexes {

    private static final String COLLECTION = "templates";
    private static final String CODE = "code";
    private static final String NAME = "name";
    private static final String AMOUNT = "amountMinor";
    private static final String CURRENCY = "currency";
    private static final String VERSION = "version";
    private static final String UPDATED_AT = "updatedAt";

    private final MongoDatabase database;
    private final TenantCollection templates;
    private final Pages pages;
    private final Currencies currencies;

    MongoBonusTemplates(MongoDatabase database, Pages pages, Currencies currencies) {
        this.database = database;
        this.templates = new TenantCollection(database, COLLECTION);
        this.pages = pages;
        this.currencies = currencies;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "tenant_code", Indexes.ascending(TenantCollection.TENANT_ID, CODE))
                        .unique(),
                IndexDeclaration.on(
                        COLLECTION, "tenant_code_order", Indexes.ascending(TenantCollection.TENANT_ID, CODE, "_id")));
    }

    @Override
    public Connection<BonusTemplate> page(String tenantId, PageRequest request, boolean isCounted) {
        Bson ours = Filters.eq(TenantCollection.TENANT_ID, tenantId);
        MongoKeyset keyset = new MongoKeyset(database.getCollection(COLLECTION), ours, CODE, true);
        return pages.page(request, "bonusTemplates|" + tenantId, keyset, isCounted)
                .map(this::parse);
    }

    @Override
    public boolean save(UnitOfWork unit, BonusTemplate template) {
        TenantDocuments ours = templates.of(template.tenantId());
        Bson byCode = Filters.eq(CODE, template.code());
        Document fields = new Document(NAME, template.name())
                .append(AMOUNT, template.value().minor())
                .append(CURRENCY, template.value().currency().code())
                .append(VERSION, template.version())
                .append(UPDATED_AT, Date.from(template.updatedAt()));
        if (template.version() == 1) {
            if (ours.findOne(unit, byCode) != null) {
                return false;
            }
            ours.insert(unit, fields.append(CODE, template.code()));
            return true;
        }
        Bson unchanged = Filters.and(byCode, Filters.eq(VERSION, template.version() - 1));
        Bson change = Updates.combine(fields.entrySet().stream()
                .map(field -> Updates.set(field.getKey(), field.getValue()))
                .toList());
        return ours.update(unit, unchanged, change).getMatchedCount() == 1;
    }

    private BonusTemplate parse(Document document) {
        return new BonusTemplate(
                document.getString(TenantCollection.TENANT_ID),
                document.getString(CODE),
                document.getString(NAME),
                new Money(document.getLong(AMOUNT), currencies.get(document.getString(CURRENCY))),
                document.getInteger(VERSION),
                document.getDate(UPDATED_AT).toInstant());
    }
}
