package dev.coffer.notification.recipient;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Recipients} in the collection {@code recipients}. */
final class MongoRecipients implements Recipients, ForgetsUsers, DeclaresIndexes {

    private static final String COLLECTION = "recipients";
    private static final String USER_ID = "userId";
    private static final String LOCALE = "locale";

    private final TenantCollection recipients;

    MongoRecipients(MongoDatabase database) {
        this.recipients = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "tenant_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID))
                        .unique(),
                IndexDeclaration.on(
                        COLLECTION, "tenant_locale", Indexes.ascending(TenantCollection.TENANT_ID, LOCALE, USER_ID)));
    }

    @Override
    public @Nullable Recipient find(UnitOfWork unit, String tenantId, String userId) {
        Document found = recipients.of(tenantId).findOne(unit, Filters.eq(USER_ID, userId));
        return found == null
                ? null
                : new Recipient(
                        found.getString(USER_ID),
                        found.getString(LOCALE),
                        found.getString("boundTo"),
                        found.getString("sealedEmail"),
                        found.getString("sealedPhone"));
    }

    @Override
    public List<String> userIds(UnitOfWork unit, String tenantId, @Nullable String language, int most) {
        List<String> found = new ArrayList<>();
        recipients
                .of(tenantId)
                .find(unit, language == null ? Filters.empty() : read(language))
                .projection(Projections.include(USER_ID))
                .sort(Sorts.ascending(USER_ID))
                .limit(most)
                .forEach(one -> found.add(one.getString(USER_ID)));
        return found;
    }

    /** The language itself, or one of its forms, all of which begin with it and a hyphen. */
    private static Bson read(String language) {
        return Filters.or(
                Filters.eq(LOCALE, language),
                Filters.and(Filters.gt(LOCALE, language + "-"), Filters.lt(LOCALE, language + ".")));
    }

    @Override
    public void keep(UnitOfWork unit, String tenantId, Recipient recipient) {
        recipients
                .of(tenantId)
                .upsert(
                        unit,
                        Filters.eq(USER_ID, recipient.userId()),
                        Updates.combine(
                                Updates.set(LOCALE, recipient.locale()),
                                Updates.set("boundTo", recipient.boundTo()),
                                Updates.set("sealedEmail", recipient.sealedEmail()),
                                Updates.set("sealedPhone", recipient.sealedPhone())));
    }

    @Override
    public void forget(UnitOfWork unit, String tenantId, String userId) {
        recipients.of(tenantId).delete(unit, Filters.eq(USER_ID, userId));
    }
}
