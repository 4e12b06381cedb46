package dev.coffer.payment.ledger;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.money.Currencies;
import dev.coffer.payment.usage.Usage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.bson.BsonDocument;

/** {@link Usages} in MongoDB. Found by their id, which needs no index of its own. */
final class MongoUsages implements Usages {

    private final MongoCollection<BsonDocument> usages;
    private final Currencies currencies;

    MongoUsages(MongoDatabase database, Currencies currencies) {
        this.usages = database.getCollection(MongoUsageDocument.COLLECTION, BsonDocument.class)
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
        this.currencies = currencies;
    }

    @Override
    public Usage of(String tenantId, String userId) {
        BsonDocument found = usages.find(
                        Filters.eq(MongoUsageDocument.ID, MongoUsageDocument.id(new UsageKey(tenantId, userId))))
                .first();
        return found == null ? Usage.none(tenantId, userId) : MongoUsageDocument.read(found, currencies);
    }

    /** Those that are there. */
    Map<UsageKey, Usage> of(Collection<UsageKey> users) {
        Map<UsageKey, Usage> found = new HashMap<>();
        for (BsonDocument document : usages.find(Filters.in(
                MongoUsageDocument.ID,
                users.stream().map(MongoUsageDocument::id).toList()))) {
            Usage usage = MongoUsageDocument.read(document, currencies);
            found.put(new UsageKey(usage.tenantId(), usage.userId()), usage);
        }
        return found;
    }
}
