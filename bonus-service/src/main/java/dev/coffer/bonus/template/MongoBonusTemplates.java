package dev.coffer.bonus.template;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link BonusTemplates} in the collections {@code templates} and {@code template_versions}. */
final class MongoBonusTemplates implements BonusTemplates, DeclaresIndexes {

    private static final String TEMPLATES = "templates";
    static final String VERSIONS = "template_versions";
    private static final String TENANT = TenantCollection.TENANT_ID;
    private static final String ID = "_id";

    private final MongoDatabase database;
    private final TenantCollection templates;
    private final TenantCollection versions;
    private final Pages pages;
    private final MongoTemplateDocument documents;

    MongoBonusTemplates(MongoDatabase database, Pages pages, Currencies currencies) {
        this.database = database;
        this.templates = new TenantCollection(database, TEMPLATES);
        this.versions = new TenantCollection(database, VERSIONS);
        this.pages = pages;
        this.documents = new MongoTemplateDocument(currencies);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(TEMPLATES, "tenant_code", Indexes.ascending(TENANT, MongoTemplateDocument.CODE))
                        .unique(),
                IndexDeclaration.on(
                        TEMPLATES, "tenant_code_order", Indexes.ascending(TENANT, MongoTemplateDocument.CODE, ID)),
                order("tenant_status_code", MongoTemplateDocument.STATUS),
                order("tenant_type_code", MongoTemplateDocument.TYPE),
                order("tenant_status_type_code", MongoTemplateDocument.STATUS, MongoTemplateDocument.TYPE),
                IndexDeclaration.on(
                                TEMPLATES,
                                "tenant_promo_code",
                                Indexes.ascending(TENANT, MongoTemplateDocument.PROMO_CODE))
                        .unique()
                        .onlyWhere(Filters.exists(MongoTemplateDocument.PROMO_CODE)),
                IndexDeclaration.on(
                                VERSIONS,
                                "tenant_code_version",
                                Indexes.ascending(TENANT, MongoTemplateDocument.CODE, MongoTemplateDocument.VERSION))
                        .unique());
    }

    private static IndexDeclaration order(String name, String... fields) {
        List<String> keys = new ArrayList<>(List.of(TENANT));
        keys.addAll(List.of(fields));
        keys.addAll(List.of(MongoTemplateDocument.CODE, ID));
        return IndexDeclaration.on(TEMPLATES, name, Indexes.ascending(keys));
    }

    @Override
    public @Nullable BonusTemplate find(String tenantId, String code) {
        return parsed(templates.of(tenantId).findOne(byCode(code)));
    }

    @Override
    public @Nullable BonusTemplate find(UnitOfWork unit, String tenantId, String code) {
        return parsed(templates.of(tenantId).findOne(unit, byCode(code)));
    }

    @Override
    public @Nullable TemplateVersion version(String tenantId, String code, int number) {
        Document found = versions.of(tenantId)
                .findOne(Filters.and(byCode(code), Filters.eq(MongoTemplateDocument.VERSION, number)));
        return found == null ? null : documents.parseVersion(found);
    }

    @Override
    public @Nullable String withPromoCode(UnitOfWork unit, String tenantId, String promoCode) {
        Document found = templates.of(tenantId).findOne(unit, Filters.eq(MongoTemplateDocument.PROMO_CODE, promoCode));
        return found == null ? null : found.getString(MongoTemplateDocument.CODE);
    }

    @Override
    public Connection<BonusTemplate> page(
            String tenantId,
            @Nullable TemplateStatus status,
            @Nullable BonusType type,
            PageRequest request,
            boolean isCounted) {
        List<Bson> filters = new ArrayList<>(List.of(Filters.eq(TENANT, tenantId)));
        if (status != null) {
            filters.add(Filters.eq(MongoTemplateDocument.STATUS, status.name()));
        }
        if (type != null) {
            filters.add(Filters.eq(MongoTemplateDocument.TYPE, type.name()));
        }
        String scope = "bonusTemplates|" + tenantId + "|" + status + "|" + type;
        MongoKeyset keyset = new MongoKeyset(
                database.getCollection(TEMPLATES), Filters.and(filters), MongoTemplateDocument.CODE, true);
        return pages.page(request, scope, keyset, isCounted).map(documents::parse);
    }

    @Override
    public void insert(UnitOfWork unit, BonusTemplate template) {
        templates.of(template.tenantId()).insert(unit, documents.of(template));
        insertVersion(unit, template);
    }

    @Override
    public void replace(UnitOfWork unit, BonusTemplate before, BonusTemplate after) {
        Bson unchanged =
                Filters.and(byCode(after.code()), Filters.eq(MongoTemplateDocument.REVISION, before.revision()));
        Document fields = documents.of(after);
        Document change = new Document("$set", fields);
        Document gone = new Document();
        for (String field : List.of(MongoTemplateDocument.PROMO_CODE, MongoTemplateDocument.RUNNING_TRIGGERS)) {
            if (!fields.containsKey(field)) {
                gone.append(field, "");
            }
        }
        if (!gone.isEmpty()) {
            change.append("$unset", gone);
        }
        long matched =
                templates.of(after.tenantId()).update(unit, unchanged, change).getMatchedCount();
        if (matched != 1) {
            throw new IllegalStateException("Template " + after.code() + " changed within its transaction");
        }
        if (after.latest().number() != before.latest().number()) {
            insertVersion(unit, after);
        }
    }

    private void insertVersion(UnitOfWork unit, BonusTemplate template) {
        Document version = documents.ofVersion(template.latest()).append(MongoTemplateDocument.CODE, template.code());
        versions.of(template.tenantId()).insert(unit, version);
    }

    private static Bson byCode(String code) {
        return Filters.eq(MongoTemplateDocument.CODE, code);
    }

    private @Nullable BonusTemplate parsed(@Nullable Document document) {
        return document == null ? null : documents.parse(document);
    }
}
