package dev.coffer.notification.inbox;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.Migration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Instant;
import java.util.ArrayList;
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
    private static final String CATEGORY = "category";
    private static final String PRIORITY = "priority";
    private static final String SUBJECT = "subject";
    private static final String BODY = "body";
    private static final String CREATED_AT = "createdAt";
    private static final String SEEN_AT = "seenAt";
    private static final String READ_AT = "readAt";
    private static final String ARCHIVED_AT = "archivedAt";

    /** The same as a boolean: a list is read by it in order, which nothing is by a field that is null in half of the documents. */
    private static final String IS_ARCHIVED = "isArchived";

    private static final Bson IN_INBOX = Filters.eq(IS_ARCHIVED, false);
    private static final Bson UNSEEN = Filters.eq(SEEN_AT, null);
    private static final Bson UNREAD = Filters.eq(READ_AT, null);

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
        return List.of(
                IndexDeclaration.on(
                        COLLECTION,
                        "user_inbox",
                        Indexes.compoundIndex(
                                Indexes.ascending(TenantCollection.TENANT_ID, USER_ID, IS_ARCHIVED),
                                Indexes.descending(CREATED_AT, ID))),
                IndexDeclaration.on(
                        COLLECTION,
                        "user_unread",
                        Indexes.ascending(TenantCollection.TENANT_ID, USER_ID, READ_AT, IS_ARCHIVED, SEEN_AT)));
    }

    /** Messages from before they could be put away are in their inboxes. */
    static Migration inboxesOfBefore() {
        return Migration.expand(
                "2026-11-22-inbox-archive",
                "Marks messages that nobody could put away as not put away.",
                (unit, from, rows) -> {
                    MongoCollection<Document> all = unit.collection(COLLECTION);
                    Bson later = from == null ? Filters.empty() : Filters.gt(ID, from.getString(ID));
                    List<String> ids = new ArrayList<>();
                    all.find(unit.session(), Filters.and(later, Filters.exists(IS_ARCHIVED, false)))
                            .sort(Sorts.ascending(ID))
                            .limit(rows)
                            .forEach(found -> ids.add(found.getString(ID)));
                    all.updateMany(unit.session(), Filters.in(ID, ids), Updates.set(IS_ARCHIVED, false));
                    return ids.size() < rows
                            ? Migration.Progress.done(ids.size())
                            : Migration.Progress.upTo(new Document(ID, ids.getLast()), ids.size());
                });
    }

    @Override
    public Connection<Notification> page(
            String tenantId, String userId, boolean isArchived, PageRequest request, boolean isCounted) {
        Bson ofUser = Filters.and(
                Filters.eq(TenantCollection.TENANT_ID, tenantId),
                Filters.eq(USER_ID, userId),
                Filters.eq(IS_ARCHIVED, isArchived));
        MongoKeyset keyset =
                new MongoKeyset(database.getCollection(COLLECTION), ofUser, CREATED_AT, false, "user_inbox");
        String scope = (isArchived ? "archive|" : "inbox|") + tenantId + "|" + userId;
        return pages.page(request, scope, keyset, isCounted).map(MongoInbox::parse);
    }

    @Override
    public @Nullable Notification find(String tenantId, String userId, String notificationId) {
        Document found = notifications.of(tenantId).findOne(own(userId, notificationId));
        return found == null ? null : parse(found);
    }

    /** Whatever is unseen is unread. */
    @Override
    public InboxCounts counts(String tenantId, String userId) {
        TenantDocuments ours = notifications.of(tenantId);
        Bson unread = Filters.and(Filters.eq(USER_ID, userId), UNREAD, IN_INBOX);
        return new InboxCounts((int) ours.count(unread, InboxCounts.MOST), (int)
                ours.count(Filters.and(unread, UNSEEN), InboxCounts.MOST));
    }

    @Override
    public boolean add(UnitOfWork unit, Notification notification) {
        return notifications
                        .of(notification.tenantId())
                        .upsert(
                                unit,
                                Filters.eq(ID, notification.id()),
                                Updates.combine(
                                        Updates.setOnInsert(USER_ID, notification.userId()),
                                        Updates.setOnInsert(TEMPLATE, notification.template()),
                                        Updates.setOnInsert(
                                                CATEGORY,
                                                notification.category().name()),
                                        Updates.setOnInsert(
                                                PRIORITY,
                                                notification.priority().name()),
                                        Updates.setOnInsert(SUBJECT, notification.subject()),
                                        Updates.setOnInsert(BODY, notification.body()),
                                        Updates.setOnInsert(CREATED_AT, Date.from(notification.createdAt())),
                                        Updates.setOnInsert(READ_AT, null),
                                        Updates.setOnInsert(ARCHIVED_AT, null),
                                        Updates.setOnInsert(IS_ARCHIVED, false)))
                        .getUpsertedId()
                != null;
    }

    @Override
    public void deleteAll(UnitOfWork unit, String tenantId, String userId, String template) {
        notifications
                .of(tenantId)
                .deleteAll(unit, Filters.and(Filters.eq(USER_ID, userId), Filters.eq(TEMPLATE, template)));
    }

    @Override
    public void erase(UnitOfWork unit, String tenantId, String userId) {
        notifications.of(tenantId).deleteAll(unit, Filters.eq(USER_ID, userId));
    }

    @Override
    public long markSeen(UnitOfWork unit, String tenantId, String userId, List<String> notificationIds, Instant now) {
        return notifications
                .of(tenantId)
                .updateAll(
                        unit,
                        Filters.and(Filters.in(ID, notificationIds), Filters.eq(USER_ID, userId), UNSEEN),
                        Updates.set(SEEN_AT, Date.from(now)))
                .getModifiedCount();
    }

    @Override
    public long markAllSeen(UnitOfWork unit, String tenantId, String userId, Instant last, Instant now) {
        Bson waiting = Filters.and(
                Filters.eq(USER_ID, userId), UNREAD, IN_INBOX, UNSEEN, Filters.lte(CREATED_AT, Date.from(last)));
        return notifications
                .of(tenantId)
                .updateAll(unit, waiting, Updates.set(SEEN_AT, Date.from(now)))
                .getModifiedCount();
    }

    @Override
    public boolean markRead(UnitOfWork unit, String tenantId, String userId, String notificationId, Instant now) {
        return notifications
                        .of(tenantId)
                        .update(unit, Filters.and(own(userId, notificationId), UNREAD), read(now))
                        .getModifiedCount()
                > 0;
    }

    @Override
    public long markAllRead(UnitOfWork unit, String tenantId, String userId, Instant last, Instant now) {
        Bson waiting =
                Filters.and(Filters.eq(USER_ID, userId), UNREAD, IN_INBOX, Filters.lte(CREATED_AT, Date.from(last)));
        return notifications.of(tenantId).updateAll(unit, waiting, read(now)).getModifiedCount();
    }

    /** What was seen before was seen then: a field that is not there, as it is while nobody has seen it, is set. */
    private static Bson read(Instant now) {
        return Updates.combine(Updates.set(READ_AT, Date.from(now)), Updates.min(SEEN_AT, Date.from(now)));
    }

    @Override
    public boolean archive(UnitOfWork unit, String tenantId, String userId, String notificationId, Instant now) {
        return notifications
                        .of(tenantId)
                        .update(
                                unit,
                                Filters.and(own(userId, notificationId), IN_INBOX),
                                Updates.combine(
                                        Updates.set(ARCHIVED_AT, Date.from(now)), Updates.set(IS_ARCHIVED, true)))
                        .getModifiedCount()
                > 0;
    }

    private static Bson own(String userId, String notificationId) {
        return Filters.and(Filters.eq(ID, notificationId), Filters.eq(USER_ID, userId));
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    /** Older messages tell neither category nor priority. */
    private static Notification parse(Document document) {
        return new Notification(
                document.getString(ID),
                document.getString(TenantCollection.TENANT_ID),
                document.getString(USER_ID),
                document.getString(TEMPLATE),
                NotificationCategory.valueOf(document.get(CATEGORY, NotificationCategory.ACCOUNT.name())),
                NotificationPriority.valueOf(document.get(PRIORITY, NotificationPriority.NORMAL.name())),
                document.getString(SUBJECT),
                document.getString(BODY),
                document.getDate(CREATED_AT).toInstant(),
                instant(document, SEEN_AT),
                instant(document, READ_AT),
                instant(document, ARCHIVED_AT));
    }
}
