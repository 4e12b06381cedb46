package dev.coffer.auth.code;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Collection {@code sent_codes}: one document for each key; forgotten by a TTL index. */
final class MongoSentCodes implements SentCodes, DeclaresIndexes {

    private static final String COLLECTION = "sent_codes";
    private static final String AT = "at";
    private static final String FORGET_AT = "forgetAt";

    private final TenantCollection sent;

    MongoSentCodes(MongoDatabase database) {
        this.sent = new TenantCollection(database, COLLECTION);
    }

    @Override
    public Sendings find(UnitOfWork unit, String tenantId, String key) {
        Document found = sent.of(tenantId).findOne(unit, Filters.eq("_id", key));
        return found == null
                ? Sendings.NONE
                : new Sendings(found.getList(AT, Date.class).stream()
                        .map(Date::toInstant)
                        .toList());
    }

    @Override
    public void save(UnitOfWork unit, String tenantId, String key, Sendings sendings, Instant forgetAt) {
        sent.of(tenantId)
                .upsert(
                        unit,
                        Filters.eq("_id", key),
                        Updates.combine(
                                Updates.set(
                                        AT,
                                        sendings.at().stream().map(Date::from).toList()),
                                Updates.set(FORGET_AT, Date.from(forgetAt))));
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(COLLECTION, "sent_codes_expiry", Indexes.ascending(FORGET_AT))
                .expiringAfter(Duration.ZERO));
    }
}
