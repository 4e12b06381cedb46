package dev.coffer.notification.inbox;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;

/** {@link InboxLog} in the collection {@code inbox_log}: ids only, so that nothing outlives the message that it is about. */
final class MongoInboxLog implements InboxLog, DeclaresIndexes {

    private static final String COLLECTION = "inbox_log";
    private static final Duration KEPT_FOR = Duration.ofDays(1);
    private static final String USER_ID = "userId";
    private static final String SEQ = "seq";
    private static final String AT = "at";
    private static final String HEAD = "head";

    private final TenantCollection log;

    MongoInboxLog(MongoDatabase database) {
        this.log = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "user_seq", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID, SEQ))
                        .unique(),
                IndexDeclaration.on(COLLECTION, "log_expiry", Indexes.ascending(AT))
                        .expiringAfter(KEPT_FOR));
    }

    /** The head stays when what it is the head of is forgotten, so that nobody takes a gap for an end. */
    @Override
    public void keep(UnitOfWork unit, EventEnvelope told, InboxChanged change) {
        log.of(told.tenantId())
                .insert(
                        unit,
                        new Document("_id", told.eventId())
                                .append(USER_ID, change.userId())
                                .append(SEQ, told.seq())
                                .append("receivedId", change.receivedId())
                                .append(AT, Date.from(told.timestamp())));
        log.of(told.tenantId())
                .upsert(
                        unit,
                        Filters.eq("_id", headId(told.tenantId(), change.userId())),
                        Updates.combine(Updates.setOnInsert(USER_ID, change.userId()), Updates.max(HEAD, told.seq())));
    }

    private static String headId(String tenantId, String userId) {
        return tenantId + "/" + userId;
    }

    @Override
    public List<Change> after(String tenantId, String userId, long seq, int most) {
        Bson later = Filters.and(Filters.eq(USER_ID, userId), Filters.gt(SEQ, seq));
        return log.of(tenantId)
                .find(later)
                .sort(Sorts.ascending(SEQ))
                .limit(most)
                .map(MongoInboxLog::read)
                .into(new ArrayList<>());
    }

    @Override
    public long last(String tenantId, String userId) {
        Document head = log.of(tenantId).findOne(Filters.eq("_id", headId(tenantId, userId)));
        return head == null ? 0 : Objects.requireNonNull(head.getLong(HEAD), HEAD);
    }

    private static Change read(Document document) {
        return new Change(Objects.requireNonNull(document.getLong(SEQ), SEQ), document.getString("receivedId"));
    }
}
