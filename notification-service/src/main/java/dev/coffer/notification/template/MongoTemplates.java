package dev.coffer.notification.template;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code notification_templates}: a document for each version, of which the newest is marked. */
final class MongoTemplates implements Templates, DeclaresIndexes {

    private static final String COLLECTION = "notification_templates";
    private static final String KEY = "key";
    private static final String VERSION = "version";
    private static final String CURRENT = "isCurrent";

    private final TenantCollection templates;
    private final Ids ids;

    MongoTemplates(MongoDatabase database, Ids ids) {
        this.templates = new TenantCollection(database, COLLECTION);
        this.ids = ids;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                                COLLECTION,
                                "tenant_key_version",
                                Indexes.ascending(TenantCollection.TENANT_ID, KEY, VERSION))
                        .unique(),
                IndexDeclaration.on(
                        COLLECTION, "tenant_current", Indexes.ascending(TenantCollection.TENANT_ID, CURRENT, KEY)));
    }

    @Override
    public @Nullable Template find(@Nullable UnitOfWork unit, String tenantId, String key) {
        TenantDocuments ours = templates.of(tenantId);
        Bson current = Filters.and(Filters.eq(CURRENT, true), Filters.eq(KEY, key));
        return parse(unit == null ? ours.findOne(current) : ours.findOne(unit, current));
    }

    @Override
    public @Nullable Template find(String tenantId, String key, int version) {
        return parse(templates.of(tenantId).findOne(Filters.and(Filters.eq(KEY, key), Filters.eq(VERSION, version))));
    }

    @Override
    public List<Template> all(String tenantId) {
        List<Template> all = new ArrayList<>();
        FindIterable<Document> current = templates.of(tenantId).find(Filters.eq(CURRENT, true));
        current.limit(SaveTemplate.MOST).forEach(document -> all.add(read(document)));
        return all;
    }

    @Override
    public long count(String tenantId) {
        return templates.of(tenantId).count(Filters.eq(CURRENT, true), SaveTemplate.MOST);
    }

    @Override
    public void add(UnitOfWork unit, String tenantId, Template template, String by, Instant at) {
        TenantDocuments ours = templates.of(tenantId);
        ours.update(
                unit,
                Filters.and(Filters.eq(KEY, template.key()), Filters.eq(CURRENT, true)),
                Updates.set(CURRENT, false));
        ours.insert(
                unit,
                new Document("_id", ids.next())
                        .append(KEY, template.key())
                        .append(VERSION, template.version())
                        .append(CURRENT, true)
                        .append(
                                "variables",
                                template.variables().stream()
                                        .map(MongoTemplates::write)
                                        .toList())
                        .append(
                                "variants",
                                template.variants().stream()
                                        .map(MongoTemplates::write)
                                        .toList())
                        .append("savedBy", by)
                        .append("savedAt", Date.from(at)));
    }

    private static Document write(Variable variable) {
        return new Document("name", variable.name()).append("sample", variable.sample());
    }

    private static Document write(Variant variant) {
        return new Document("locale", variant.locale())
                .append("channel", variant.channel().name())
                .append("subject", variant.subject())
                .append("text", variant.text())
                .append("html", variant.html())
                .append("whatsApp", MongoWhatsApp.write(variant.whatsApp()));
    }

    private static @Nullable Template parse(@Nullable Document document) {
        return document == null ? null : read(document);
    }

    private static Template read(Document document) {
        return new Template(
                document.getString(KEY),
                Objects.requireNonNull(document.getInteger(VERSION), VERSION),
                document.getList("variables", Document.class).stream()
                        .map(one -> new Variable(one.getString("name"), one.getString("sample")))
                        .toList(),
                document.getList("variants", Document.class).stream()
                        .map(MongoTemplates::variant)
                        .toList());
    }

    private static Variant variant(Document document) {
        return new Variant(
                document.getString("locale"),
                NotificationChannel.valueOf(document.getString("channel")),
                document.getString("subject"),
                document.getString("text"),
                document.getString("html"),
                MongoWhatsApp.read(document.get("whatsApp", Document.class)));
    }
}
