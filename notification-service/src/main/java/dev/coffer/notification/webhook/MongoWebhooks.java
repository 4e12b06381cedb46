package dev.coffer.notification.webhook;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.webhook.Webhook.StoredSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Webhooks} in the collection {@code webhooks}. */
final class MongoWebhooks implements Webhooks, DeclaresIndexes {

    private static final String COLLECTION = "webhooks";
    private static final String ID = "_id";
    private static final String URL = "url";
    private static final String VERSION = "version";
    private static final String CREATED_AT = "createdAt";

    private final TenantCollection webhooks;

    MongoWebhooks(MongoDatabase database) {
        this.webhooks = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                        COLLECTION, "tenant_oldest", Indexes.ascending(TenantCollection.TENANT_ID, CREATED_AT, ID)),
                IndexDeclaration.on(COLLECTION, "tenant_url", Indexes.ascending(TenantCollection.TENANT_ID, URL))
                        .unique());
    }

    @Override
    public @Nullable Webhook find(@Nullable UnitOfWork unit, String tenantId, String id) {
        TenantDocuments ours = webhooks.of(tenantId);
        Bson byId = Filters.eq(ID, id);
        Document found = unit == null ? ours.findOne(byId) : ours.findOne(unit, byId);
        return found == null ? null : read(found);
    }

    @Override
    public List<Webhook> all(@Nullable UnitOfWork unit, String tenantId) {
        TenantDocuments ours = webhooks.of(tenantId);
        FindIterable<Document> found = unit == null ? ours.find(Filters.empty()) : ours.find(unit, Filters.empty());
        List<Webhook> all = new ArrayList<>();
        found.sort(Sorts.ascending(CREATED_AT, ID)).limit(MOST).forEach(document -> all.add(read(document)));
        return all;
    }

    @Override
    public void add(UnitOfWork unit, Webhook webhook) {
        webhooks.of(webhook.tenantId()).insert(unit, write(webhook));
    }

    @Override
    public boolean save(UnitOfWork unit, Webhook next) {
        Bson before = Filters.and(Filters.eq(ID, next.id()), Filters.eq(VERSION, next.version() - 1));
        Document fields = write(next);
        fields.remove(ID);
        return webhooks.of(next.tenantId())
                        .update(unit, before, new Document("$set", fields))
                        .getMatchedCount()
                > 0;
    }

    @Override
    public void delete(UnitOfWork unit, String tenantId, String id) {
        webhooks.of(tenantId).delete(unit, Filters.eq(ID, id));
    }

    private static Document write(Webhook webhook) {
        return new Document(ID, webhook.id())
                .append(URL, webhook.url().text())
                .append("description", webhook.description())
                .append(
                        "events",
                        webhook.events().stream().map(EventPattern::text).toList())
                .append("isEnabled", webhook.isEnabled())
                .append(VERSION, webhook.version())
                .append(
                        "secrets",
                        webhook.secrets().stream().map(MongoWebhooks::write).toList())
                .append("savedBy", webhook.savedBy())
                .append(CREATED_AT, Date.from(webhook.createdAt()))
                .append("changedAt", Date.from(webhook.changedAt()))
                .append("switchedOffAt", date(webhook.switchedOffAt()));
    }

    private static Document write(StoredSecret secret) {
        return new Document("sealed", secret.sealed()).append("until", date(secret.until()));
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    private static Webhook read(Document document) {
        return new Webhook(
                document.getString(ID),
                document.getString(TenantCollection.TENANT_ID),
                new WebhookUrl(document.getString(URL)),
                document.getString("description"),
                document.getList("events", String.class).stream()
                        .map(EventPattern::new)
                        .toList(),
                document.getBoolean("isEnabled", false),
                Objects.requireNonNull(document.getInteger(VERSION), VERSION),
                document.getList("secrets", Document.class).stream()
                        .map(one -> new StoredSecret(one.getString("sealed"), instant(one, "until")))
                        .toList(),
                document.getString("savedBy"),
                document.getDate(CREATED_AT).toInstant(),
                document.getDate("changedAt").toInstant(),
                instant(document, "switchedOffAt"));
    }
}
