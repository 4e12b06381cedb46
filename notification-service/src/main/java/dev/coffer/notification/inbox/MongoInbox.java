package dev.coffer.notification.inbox;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Inbox} in the collection {@code notifications}. */
final class MongoInbox implements Inbox, DeclaresIndexes {

    private static final String COLLECTION = "notifications";
    private static final String ID = "_id";
    private static final String USER_ID = "userId";
    private static final String TEMPLATE = "template";
    private static final String SUBJECT = "subject";
    private static final String BODY = "body";
    private static final String CREATED_AT = "createdAt";
    private static final String READ_AT = "readAt";

    private final MongoDatabase database;
    private final TenantCollection notifications;
    private final Pages pages;

    MongoInbox(MongoDatabase database, Pages pages) {
        this.database = database;
        this.notifications = new TenantCollection(database, COLLECTION);
        this.pages = pages;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                COLLECTION,
                "user_newest",
                Indexes.compoundIndex(
                        Indexes.ascending(TenantCollection.TENANT_ID, USER_ID), Indexes.descending(CREATED_AT, ID))));
    }

    @Override
    public Connection<Notification> page(String tenantId, String userId, PageRequest request, boolean isCounted) {
        Bson ofUser = Filters.and(Filters.eq(TenantCollection.TENANT_ID, tenantId), Filters.eq(USER_ID, userId));
        MongoKeyset keyset = new MongoKeyset(database.getCollection(COLLECTION), ofUser, CREATED_AT, false);
        return pages.page(request, "inbox|" + tenantId + "|" + userId, keyset, isCounted)
                .map(MongoInbox::parse);
    }

    @Override
    public void add(UnitOfWork unit, Notification notification) {
        TenantDocuments ours = notifications.of(notification.tenantId());
        ours.upsert(
                unit,
                Filters.eq(ID, notification.id()),
                Updates.combine(
                        Updates.setOnInsert(USER_ID, notification.userId()),
                        Updates.setOnInsert(TEMPLATE, notification.template()),
                        Updates.setOnInsert(SUBJECT, notification.subject()),
                        Updates.setOnInsert(BODY, notification.body()),
                        Updates.setOnInsert(CREATED_AT, Date.from(notification.createdAt())),
                        Updates.setOnInsert(READ_AT, null)));
    }

    @Override
    public void deleteAll(UnitOfWork unit, String tenantId, String userId, String template) {
        notifications
                .of(tenantId)
                .deleteAll(unit, Filters.and(Filters.eq(USER_ID, userId), Filters.eq(TEMPLATE, template)));
    }

    @Override
    public @Nullable Notification markRead(
            UnitOfWork unit, String tenantId, String userId, String notificationId, Instant now) {
        TenantDocuments ours = notifications.of(tenantId);
        Bson mine = Filters.and(Filters.eq(ID, notificationId), Filters.eq(USER_ID, userId));
        @Nullable
        Document changed = ours.findAndUpdate(
                unit,
                Filters.and(mine, Filters.eq(READ_AT, null)),
                Updates.set(READ_AT, Date.from(now)),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        @Nullable Document found = changed == null ? ours.findOne(unit, mine) : changed;
        return found == null ? null : parse(found);
    }

    private static Notification parse(Document document) {
        @Nullable Date readAt = document.getDate(READ_AT);
        return new Notification(
                document.getString(ID),
                document.getString(TenantCollection.TENANT_ID),
                document.getString(USER_ID),
                document.getString(TEMPLATE),
                document.getString(SUBJECT),
                document.getString(BODY),
                document.getDate(CREATED_AT).toInstant(),
                readAt == null ? null : readAt.toInstant());
    }
}
