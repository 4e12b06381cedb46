package dev.coffer.payment.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Bets} in MongoDB. */
final class MongoBets implements Bets, DeclaresIndexes {

    private final MongoCollection<BsonDocument> bets;
    private final Currencies currencies;

    MongoBets(MongoDatabase database, Currencies currencies) {
        this.bets = database.getCollection(MongoBetDocument.COLLECTION, BsonDocument.class);
        this.currencies = currencies;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                // Serves ofWallets.
                IndexDeclaration.on(
                        MongoBetDocument.COLLECTION,
                        "by_wallet",
                        Indexes.compoundIndex(
                                Indexes.ascending(MongoBetDocument.WALLET),
                                Indexes.descending(MongoBetDocument.PLACED_BY))));
    }

    @Override
    public @Nullable KnownBet find(KnownBet.Key key) {
        BsonDocument found = bets.find(Filters.eq(MongoBetDocument.ID, MongoBetDocument.id(key)))
                .first();
        return found == null ? null : MongoBetDocument.read(found, currencies);
    }

    @Override
    public List<Bet> ofWallets(String tenantId, Collection<String> walletIds, Transfers.TransferBounds bounds) {
        List<Bson> filters = new ArrayList<>(MongoTransfers.within(MongoBetDocument.PLACED_BY, bounds));
        filters.add(Filters.in(MongoBetDocument.WALLET, MongoUuids.toBinaries(walletIds)));
        filters.add(Filters.eq(MongoBetDocument.ID_TENANT, tenantId));
        List<Bet> page = new ArrayList<>();
        bets.find(Filters.and(filters))
                .sort(
                        bounds.fromOldest()
                                ? Sorts.ascending(MongoBetDocument.PLACED_BY)
                                : Sorts.descending(MongoBetDocument.PLACED_BY))
                .limit(bounds.limit())
                .forEach(document -> page.add((Bet) MongoBetDocument.read(document, currencies)));
        return bounds.fromOldest() ? page.reversed() : page;
    }
}
