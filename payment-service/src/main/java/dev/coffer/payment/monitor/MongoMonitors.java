package dev.coffer.payment.monitor;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Wallet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * {@link Monitors} in MongoDB: one document for each wallet that is watched, so that one read by id tells whether anybody watches
 * and a version keeps their number exact; and one for each crossing that was told.
 */
final class MongoMonitors implements Monitors, DeclaresIndexes {

    static final String COLLECTION = "balance_monitors";
    static final String CROSSINGS = "balance_crossings";

    /** Each failed try means that somebody else has changed the wallet's few monitors meanwhile. */
    private static final int MOST_TRIES = 50;

    private static final String ID = "_id";
    private static final String TENANT = "tenantId";
    private static final String CURRENCY = "currency";
    private static final String VERSION = "version";
    private static final String MONITORS = "monitors";
    private static final String MONITOR_ID = "id";
    private static final String POCKET = "pocket";
    private static final String CONDITION = "condition";
    private static final String THRESHOLD = "threshold";
    private static final String SOURCE = "source";
    private static final String SINCE = "since";
    private static final String CREATED_AT = "createdAt";
    private static final String COUNT = "crossings";
    private static final String LAST_AT = "lastCrossedAt";
    private static final String MONITOR = "monitor";
    private static final String AT = "at";

    private final MongoCollection<Document> wallets;
    private final MongoCollection<Document> crossings;
    private final Currencies currencies;

    MongoMonitors(MongoDatabase database, Currencies currencies) {
        this.wallets = database.getCollection(COLLECTION).withWriteConcern(Transactions.DURABLE);
        this.crossings = database.getCollection(CROSSINGS);
        this.currencies = currencies;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        // Serves remove; all else goes by id.
        return List.of(IndexDeclaration.on(CROSSINGS, "by_monitor", Indexes.ascending(MONITOR)));
    }

    @Override
    public List<BalanceMonitor> of(Wallet wallet) {
        return read(wallets.find(of(wallet.tenantId(), wallet.id())).first());
    }

    private static Bson of(String tenantId, String walletId) {
        return Filters.and(Filters.eq(ID, walletId), Filters.eq(TENANT, tenantId));
    }

    @Override
    public @Nullable BalanceMonitor add(Wallet wallet, BalanceMonitor monitor) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Document stored = wallets.find(of(wallet.tenantId(), wallet.id())).first();
            List<BalanceMonitor> present = read(stored);
            for (BalanceMonitor one : present) {
                if (one.isLike(monitor)) {
                    return one;
                }
            }
            if (present.stream().filter(one -> one.source() == monitor.source()).count() >= MOST_PER_WALLET) {
                return null;
            }
            if (stored == null ? insert(wallet, monitor) : push(wallet, stored.getLong(VERSION), monitor)) {
                return monitor;
            }
        }
        throw new CodedException(
                CommonError.UNAVAILABLE, "Too many change the monitors of this wallet at once. Ask again.");
    }

    private boolean insert(Wallet wallet, BalanceMonitor monitor) {
        try {
            wallets.insertOne(new Document(ID, wallet.id())
                    .append(TENANT, wallet.tenantId())
                    .append(CURRENCY, wallet.currency().code())
                    .append(VERSION, 1L)
                    .append(MONITORS, List.of(write(monitor))));
            return true;
        } catch (MongoWriteException failure) {
            if (failure.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw failure;
        }
    }

    private boolean push(Wallet wallet, Long version, BalanceMonitor monitor) {
        return wallets.updateOne(
                                Filters.and(of(wallet.tenantId(), wallet.id()), Filters.eq(VERSION, version)),
                                Updates.combine(Updates.push(MONITORS, write(monitor)), Updates.inc(VERSION, 1L)))
                        .getModifiedCount()
                == 1;
    }

    @Override
    public boolean remove(Wallet wallet, String monitorId, MonitorSource source) {
        Document one = new Document(MONITOR_ID, monitorId).append(SOURCE, source.name());
        boolean isRemoved = wallets.updateOne(
                                Filters.and(
                                        of(wallet.tenantId(), wallet.id()),
                                        Filters.elemMatch(
                                                MONITORS,
                                                Filters.and(
                                                        Filters.eq(MONITOR_ID, monitorId),
                                                        Filters.eq(SOURCE, source.name())))),
                                Updates.combine(Updates.pull(MONITORS, one), Updates.inc(VERSION, 1L)))
                        .getModifiedCount()
                == 1;
        if (isRemoved) {
            // A process that dies before this leaves a few documents that nobody asks for again.
            crossings.deleteMany(Filters.eq(MONITOR, monitorId));
        }
        return isRemoved;
    }

    @Override
    public Map<String, List<BalanceMonitor>> of(UnitOfWork unit, Collection<String> walletIds) {
        Map<String, List<BalanceMonitor>> found = new HashMap<>();
        for (Document stored :
                unit.collection(COLLECTION).find(unit.session(), Filters.in(ID, Set.copyOf(walletIds)))) {
            found.put(stored.getString(ID), read(stored));
        }
        return found;
    }

    @Override
    public List<Crossing> note(UnitOfWork unit, List<Crossing> found) {
        Map<String, Crossing> fresh = new LinkedHashMap<>();
        found.forEach(crossing -> fresh.putIfAbsent(crossing.id(), crossing));
        Set<String> noted = new HashSet<>();
        for (Document known : unit.collection(CROSSINGS).find(unit.session(), Filters.in(ID, fresh.keySet()))) {
            noted.add(known.getString(ID));
        }
        fresh.keySet().removeAll(noted);
        if (!fresh.isEmpty()) {
            unit.collection(CROSSINGS)
                    .insertMany(
                            unit.session(),
                            fresh.values().stream().map(MongoMonitors::write).toList());
            List<WriteModel<Document>> counted = new ArrayList<>();
            fresh.values().forEach(crossing -> counted.add(count(crossing)));
            unit.collection(COLLECTION).bulkWrite(unit.session(), counted);
        }
        return List.copyOf(fresh.values());
    }

    private static WriteModel<Document> count(Crossing crossing) {
        return new UpdateOneModel<>(
                Filters.and(
                        Filters.eq(ID, crossing.cause().key()),
                        Filters.eq(
                                MONITORS + '.' + MONITOR_ID, crossing.monitor().id())),
                Updates.combine(
                        Updates.inc(MONITORS + ".$." + COUNT, 1L),
                        Updates.max(
                                MONITORS + ".$." + LAST_AT,
                                Date.from(crossing.last().at()))));
    }

    private static Document write(Crossing crossing) {
        return new Document(ID, crossing.id())
                .append(MONITOR, crossing.monitor().id())
                .append(AT, Date.from(crossing.last().at()));
    }

    private static Document write(BalanceMonitor monitor) {
        return new Document(MONITOR_ID, monitor.id())
                .append(POCKET, monitor.pocket().name())
                .append(CONDITION, monitor.condition().name())
                .append(THRESHOLD, monitor.threshold().minor())
                .append(SOURCE, monitor.source().name())
                .append(SINCE, monitor.since())
                .append(CREATED_AT, Date.from(monitor.createdAt()))
                .append(COUNT, monitor.crossings());
    }

    private List<BalanceMonitor> read(@Nullable Document stored) {
        if (stored == null) {
            return List.of();
        }
        Currency currency = currencies.get(stored.getString(CURRENCY));
        return stored.getList(MONITORS, Document.class).stream()
                .map(monitor -> read(monitor, currency))
                .toList();
    }

    private static BalanceMonitor read(Document stored, Currency currency) {
        Date lastAt = stored.getDate(LAST_AT);
        return new BalanceMonitor(
                stored.getString(MONITOR_ID),
                Pocket.valueOf(stored.getString(POCKET)),
                BalanceCondition.valueOf(stored.getString(CONDITION)),
                new Money(stored.getLong(THRESHOLD), currency),
                MonitorSource.valueOf(stored.getString(SOURCE)),
                stored.getLong(SINCE),
                Objects.requireNonNull(stored.getDate(CREATED_AT)).toInstant(),
                stored.getLong(COUNT),
                lastAt == null ? null : lastAt.toInstant());
    }
}
