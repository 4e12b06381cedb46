package dev.coffer.notification.topic;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.recipient.ForgetsUsers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link TopicLog} in the collection {@code topic_log}. */
final class MongoTopicLog implements TopicLog, DeclaresIndexes, ForgetsUsers {

    private static final String COLLECTION = "topic_log";
    private static final Duration KEPT_FOR = Duration.ofDays(1);
    private static final String TOPIC = "topic";
    private static final String SEQ = "seq";
    private static final String USER_ID = "userId";
    private static final String TYPE = "type";
    private static final String DATA = "data";
    private static final String KEY = "key";
    private static final String AT = "at";
    private static final String HEAD = "head";

    private final TenantCollection log;

    MongoTopicLog(MongoDatabase database) {
        this.log = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "topic_seq", Indexes.ascending(TenantCollection.TENANT_ID, TOPIC, SEQ))
                        .unique(),
                IndexDeclaration.on(COLLECTION, "topic_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID)),
                IndexDeclaration.on(COLLECTION, "topic_expiry", Indexes.ascending(AT))
                        .expiringAfter(KEPT_FOR));
    }

    @Override
    public @Nullable TopicMessage find(UnitOfWork unit, String tenantId, TopicName topic, String userId, String key) {
        Document found = log.of(tenantId).findOne(unit, Filters.eq("_id", id(tenantId, topic, userId, key)));
        return found == null ? null : read(found);
    }

    /** The head stays when what it is the head of is forgotten, so that nobody takes a gap for an end. */
    @Override
    public void keep(UnitOfWork unit, TopicMessage message) {
        String tenantId = message.tenantId();
        TopicName topic = message.topic();
        log.of(tenantId)
                .insert(
                        unit,
                        new Document("_id", id(tenantId, topic, message.userId(), message.key()))
                                .append(TOPIC, topic.value())
                                .append(SEQ, message.seq())
                                .append(TYPE, message.type())
                                .append(DATA, message.data())
                                .append(USER_ID, message.userId())
                                .append(KEY, message.key())
                                .append(AT, Date.from(message.at())));
        log.of(tenantId)
                .upsert(
                        unit,
                        Filters.eq("_id", headId(tenantId, topic)),
                        Updates.combine(Updates.setOnInsert(TOPIC, topic.value()), Updates.max(HEAD, message.seq())));
    }

    private static String headId(String tenantId, TopicName topic) {
        return tenantId + "/" + topic.value();
    }

    private static String id(String tenantId, TopicName topic, String userId, String key) {
        return headId(tenantId, topic) + "/" + userId + "/" + key;
    }

    @Override
    public List<TopicMessage> after(String tenantId, TopicName topic, long seq, int most) {
        Bson later = Filters.and(Filters.eq(TOPIC, topic.value()), Filters.gt(SEQ, seq));
        return log.of(tenantId)
                .find(later)
                .sort(Sorts.ascending(SEQ))
                .limit(most)
                .map(MongoTopicLog::read)
                .into(new ArrayList<>());
    }

    @Override
    public long last(String tenantId, TopicName topic) {
        Document head = log.of(tenantId).findOne(Filters.eq("_id", headId(tenantId, topic)));
        return head == null ? 0 : Objects.requireNonNull(head.getLong(HEAD), HEAD);
    }

    /** What is missing then is a gap, which whoever follows is told as one. */
    @Override
    public void forget(UnitOfWork unit, String tenantId, String userId) {
        log.of(tenantId).deleteAll(unit, Filters.eq(USER_ID, userId));
    }

    private static TopicMessage read(Document document) {
        return new TopicMessage(
                text(document, TenantCollection.TENANT_ID),
                new TopicName(text(document, TOPIC)),
                Objects.requireNonNull(document.getLong(SEQ), SEQ),
                text(document, TYPE),
                text(document, DATA),
                text(document, USER_ID),
                text(document, KEY),
                Objects.requireNonNull(document.getDate(AT), AT).toInstant());
    }

    private static String text(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }
}
