package dev.coffer.payment.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Holds} in MongoDB. */
final class MongoHolds implements Holds, DeclaresIndexes {

    private final MongoCollection<BsonDocument> holds;
    private final Currencies currencies;

    MongoHolds(MongoDatabase database, Currencies currencies) {
        this.holds = database.getCollection(MongoHoldDocument.COLLECTION, BsonDocument.class);
        this.currencies = currencies;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                // Serves ofWallets.
                IndexDeclaration.on(
                        MongoHoldDocument.COLLECTION,
                        "by_wallet",
                        Indexes.compoundIndex(
                                Indexes.ascending(MongoHoldDocument.WALLET), Indexes.descending(MongoHoldDocument.ID))),
                // Serves due, and the verifier, which asks for all that are open.
                IndexDeclaration.on(
                                MongoHoldDocument.COLLECTION, "open", Indexes.ascending(MongoHoldDocument.EXPIRES_AT))
                        .onlyWhere(Filters.eq(MongoHoldDocument.STATUS, MongoHoldDocument.OPEN)));
    }

    @Override
    public @Nullable Hold find(String tenantId, String holdId) {
        BsonBinary id = MongoUuids.toBinaryOrNull(holdId);
        BsonDocument found = id == null
                ? null
                : holds.find(Filters.and(
                                Filters.eq(MongoHoldDocument.ID, id), Filters.eq(MongoHoldDocument.TENANT, tenantId)))
                        .first();
        return found == null ? null : MongoHoldDocument.read(found, currencies);
    }

    @Override
    public List<Hold> ofWallets(String tenantId, Collection<String> walletIds, Transfers.TransferBounds bounds) {
        List<Bson> filters = new ArrayList<>(MongoTransfers.within(MongoHoldDocument.ID, bounds));
        filters.add(Filters.in(MongoHoldDocument.WALLET, MongoUuids.toBinaries(walletIds)));
        filters.add(Filters.eq(MongoHoldDocument.TENANT, tenantId));
        List<Hold> page = new ArrayList<>();
        holds.find(Filters.and(filters))
                .sort(
                        bounds.fromOldest()
                                ? Sorts.ascending(MongoHoldDocument.ID)
                                : Sorts.descending(MongoHoldDocument.ID))
                .limit(bounds.limit())
                .forEach(document -> page.add(MongoHoldDocument.read(document, currencies)));
        return bounds.fromOldest() ? page.reversed() : page;
    }

    @Override
    public List<Due> due(Instant now, int limit) {
        List<Due> due = new ArrayList<>();
        holds.find(Filters.and(
                        Filters.eq(MongoHoldDocument.STATUS, MongoHoldDocument.OPEN),
                        Filters.lte(MongoHoldDocument.EXPIRES_AT, Date.from(now))))
                .projection(Projections.include(MongoHoldDocument.TENANT))
                .sort(Sorts.ascending(MongoHoldDocument.EXPIRES_AT))
                .limit(limit)
                .forEach(document -> due.add(new Due(
                        document.getString(MongoHoldDocument.TENANT).getValue(),
                        MongoUuids.toText(document.getBinary(MongoHoldDocument.ID)))));
        return due;
    }
}
