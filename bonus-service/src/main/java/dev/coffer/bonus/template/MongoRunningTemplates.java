package dev.coffer.bonus.template;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link RunningTemplates} in the collections {@code templates} and {@code template_versions}, which {@link MongoBonusTemplates} writes. */
final class MongoRunningTemplates implements RunningTemplates, DeclaresIndexes {

    private static final String TEMPLATES = "templates";
    private static final Bson BY_CODE = Sorts.ascending(MongoTemplateDocument.CODE);

    private final MongoCollection<Document> all;
    private final TenantCollection templates;
    private final TenantCollection versions;
    private final MongoTemplateDocument documents;

    MongoRunningTemplates(MongoDatabase database, Currencies currencies) {
        this.all = database.getCollection(TEMPLATES);
        this.templates = new TenantCollection(database, TEMPLATES);
        this.versions = new TenantCollection(database, MongoBonusTemplates.VERSIONS);
        this.documents = new MongoTemplateDocument(currencies);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                        TEMPLATES,
                        "tenant_trigger_code",
                        Indexes.ascending(
                                TenantCollection.TENANT_ID,
                                MongoTemplateDocument.RUNNING_TRIGGERS,
                                MongoTemplateDocument.CODE)),
                // Serves triggeredBy of all tenants.
                IndexDeclaration.on(TEMPLATES, "trigger", Indexes.ascending(MongoTemplateDocument.RUNNING_TRIGGERS)));
    }

    @Override
    public List<RunningTemplate> triggeredBy(UnitOfWork unit, String tenantId, Trigger trigger) {
        return templates
                .of(tenantId)
                .find(unit, Filters.eq(MongoTemplateDocument.RUNNING_TRIGGERS, trigger.name()))
                .sort(BY_CODE)
                .limit(MOST)
                .map(this::running)
                .into(new ArrayList<>());
    }

    @Override
    public List<RunningTemplate> triggeredBy(UnitOfWork unit, String tenantId, Set<Trigger> triggers) {
        return templates
                .of(tenantId)
                .find(unit, hasAny(triggers))
                .sort(BY_CODE)
                .limit(MOST)
                .map(this::running)
                .into(new ArrayList<>());
    }

    @Override
    public List<OfTenant> triggeredBy(Set<Trigger> triggers) {
        return all.find(hasAny(triggers))
                .limit(MOST_OF_ALL)
                .map(found -> new OfTenant(found.getString(TenantCollection.TENANT_ID), running(found)))
                .into(new ArrayList<>());
    }

    private static Bson hasAny(Set<Trigger> triggers) {
        return Filters.in(
                MongoTemplateDocument.RUNNING_TRIGGERS,
                triggers.stream().map(Enum::name).toList());
    }

    @Override
    public List<RunningTemplate> all(String tenantId) {
        return templates
                .of(tenantId)
                .find(isPublished())
                .sort(BY_CODE)
                .limit(MOST)
                .map(this::running)
                .into(new ArrayList<>());
    }

    @Override
    public @Nullable RunningTemplate find(String tenantId, String code) {
        return runningOrNull(templates.of(tenantId).findOne(published(MongoTemplateDocument.CODE, code)));
    }

    @Override
    public @Nullable RunningTemplate asIf(String tenantId, String code, @Nullable Integer version) {
        Bson ofCode = Filters.eq(MongoTemplateDocument.CODE, code);
        if (version == null) {
            Document found = templates.of(tenantId).findOne(ofCode);
            return found == null
                    ? null
                    : RunningTemplate.of(code, documents.parse(found).latest());
        }
        Document found =
                versions.of(tenantId).findOne(Filters.and(ofCode, Filters.eq(MongoTemplateDocument.VERSION, version)));
        return found == null ? null : RunningTemplate.of(code, documents.parseVersion(found));
    }

    @Override
    public @Nullable RunningTemplate find(UnitOfWork unit, String tenantId, String code) {
        return runningOrNull(templates.of(tenantId).findOne(unit, published(MongoTemplateDocument.CODE, code)));
    }

    @Override
    public @Nullable RunningTemplate withCode(UnitOfWork unit, String tenantId, String promoCode) {
        return runningOrNull(
                templates.of(tenantId).findOne(unit, published(MongoTemplateDocument.PROMO_CODE, promoCode)));
    }

    @Override
    public Map<String, String> groups(UnitOfWork unit, String tenantId, Collection<String> codes) {
        return groups(templates.of(tenantId).find(unit, Filters.in(MongoTemplateDocument.CODE, codes)));
    }

    @Override
    public Map<String, String> groups(String tenantId, Collection<String> codes) {
        return groups(templates.of(tenantId).find(Filters.in(MongoTemplateDocument.CODE, codes)));
    }

    private Map<String, String> groups(FindIterable<Document> found) {
        Map<String, String> groups = new HashMap<>();
        found.forEach(document -> {
            TemplateVersion last = documents.parse(document).stage().version();
            String group = last == null ? null : last.content().stackingGroup();
            if (group != null) {
                groups.put(document.getString(MongoTemplateDocument.CODE), group);
            }
        });
        return groups;
    }

    private static Bson published(String field, String value) {
        return Filters.and(Filters.eq(field, value), isPublished());
    }

    private static Bson isPublished() {
        return Filters.eq(MongoTemplateDocument.STATUS, TemplateStatus.PUBLISHED.name());
    }

    private @Nullable RunningTemplate runningOrNull(@Nullable Document document) {
        return document == null ? null : running(document);
    }

    private RunningTemplate running(Document document) {
        BonusTemplate template = documents.parse(document);
        if (template.stage() instanceof Stage.Published(TemplateVersion running)) {
            return RunningTemplate.of(template.code(), running);
        }
        throw new IllegalStateException("Template " + template.code() + " is found as running and is not published");
    }
}
