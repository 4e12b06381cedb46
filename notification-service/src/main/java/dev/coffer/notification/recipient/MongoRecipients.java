package dev.coffer.notification.recipient;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** {@link Recipients} in the collection {@code recipients}. */
final class MongoRecipients implements Recipients, DeclaresIndexes {

    private static final String COLLECTION = "recipients";
    private static final String USER_ID = "userId";

    private final TenantCollection recipients;

    MongoRecipients(MongoDatabase database) {
        this.recipients = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "tenant_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID))
                        .unique());
    }

    @Override
    public @Nullable Recipient find(UnitOfWork unit, String tenantId, String userId) {
        Document found = recipients.of(tenantId).findOne(unit, Filters.eq(USER_ID, userId));
        return found == null
                ? null
                : new Recipient(
                        found.getString(USER_ID),
                        found.getString("locale"),
                        found.getString("boundTo"),
                        found.getString("sealedEmail"));
    }

    @Override
    public void keep(UnitOfWork unit, String tenantId, Recipient recipient) {
        recipients
                .of(tenantId)
                .upsert(
                        unit,
                        Filters.eq(USER_ID, recipient.userId()),
                        Updates.combine(
                                Updates.set("locale", recipient.locale()),
                                Updates.set("boundTo", recipient.boundTo()),
                                Updates.set("sealedEmail", recipient.sealedEmail())));
    }

    @Override
    public void forget(UnitOfWork unit, String tenantId, String userId) {
        recipients.of(tenantId).delete(unit, Filters.eq(USER_ID, userId));
    }
}
