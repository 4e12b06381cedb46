package dev.coffer.payment.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;

/** {@link History} in MongoDB. */
final class MongoHistory implements History {

    /** A balance of long ago reads the wallet's book up to then; somebody waits for it. */
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(8);

    private static final String ENTRIES = MongoTransferDocument.ENTRIES;
    private static final String ENTRY = ENTRIES + '.';
    private static final String LAST = "last";
    private static final String COUNT = "count";
    private static final String TOTAL = "total";
    private static final String ORIGINAL = "original";

    /** What a transfer moved: nothing where it only says something of a wallet, whatever its amount says. */
    private static final Document MOVED = new Document(
            "$cond",
            List.of(
                    new Document("$in", List.of('$' + MongoTransferDocument.TYPE, namesOfStatuses())),
                    Decimal128.POSITIVE_ZERO,
                    new Document("$toDecimal", '$' + MongoTransferDocument.AMOUNT)));

    private final MongoCollection<BsonDocument> transfers;
    private final MongoEntries entries;

    MongoHistory(MongoDatabase database, MongoEntries entries) {
        this.transfers = database.getCollection(MongoTransferDocument.COLLECTION, BsonDocument.class);
        this.entries = entries;
    }

    @Override
    public Pockets balancesAt(Wallet wallet, Instant at) {
        long last = lastSeqAt(wallet, at);
        if (last == 0) {
            return Pockets.EMPTY;
        }
        if (last == wallet.seq()) {
            return wallet.pockets();
        }
        Bson own = Filters.and(
                Filters.eq(ENTRY + MongoTransferDocument.WALLET, MongoUuids.toBinary(wallet.id())),
                Filters.lte(MongoTransferDocument.ENTRY_SEQ, last));
        Document place = new Document(MongoTransferDocument.POCKET, '$' + ENTRY + MongoTransferDocument.POCKET)
                .append(MongoTransferDocument.PART, '$' + ENTRY + MongoTransferDocument.PART);
        Pockets pockets = Pockets.EMPTY;
        for (BsonDocument found : transfers
                .aggregate(List.of(
                        Aggregates.match(MongoEntries.between(wallet.id(), 1, last)),
                        Aggregates.unwind('$' + ENTRIES),
                        Aggregates.match(own),
                        Aggregates.group(
                                place,
                                Accumulators.top(
                                        LAST,
                                        Sorts.descending(MongoTransferDocument.ENTRY_SEQ),
                                        '$' + ENTRY + MongoTransferDocument.BALANCE_AFTER))))
                .maxTime(LONGEST_SEARCH.toMillis(), TimeUnit.MILLISECONDS)) {
            BsonDocument of = found.getDocument("_id");
            pockets = pockets.with(
                    Pocket.valueOf(of.getString(MongoTransferDocument.POCKET).getValue()),
                    of.containsKey(MongoTransferDocument.PART)
                            ? Part.valueOf(
                                    of.getString(MongoTransferDocument.PART).getValue())
                            : Part.AVAILABLE,
                    found.getInt64(LAST).getValue());
        }
        return pockets;
    }

    @Override
    public long lastSeqAt(Wallet wallet, Instant at) {
        return entries.lastSeqAt(wallet, at);
    }

    @Override
    public List<Line> lines(Wallet wallet, long firstSeq, long lastSeq) {
        long last = Math.min(Math.min(lastSeq, wallet.seq()), firstSeq + MAX_LINES - 1);
        List<Line> lines = new ArrayList<>();
        for (Transfer transfer : entries.transfers(wallet.id(), firstSeq, last)) {
            for (Entry entry : transfer.entries()) {
                if (entry.walletId().equals(wallet.id()) && entry.seq() >= firstSeq && entry.seq() <= last) {
                    lines.add(new Line(entry, transfer));
                }
            }
        }
        lines.sort(Comparator.comparingLong(line -> line.entry().seq()));
        return lines;
    }

    /** By what sums are told apart. */
    private record Of(TransferType type, String currency) {

        static Of read(BsonDocument id) {
            return new Of(
                    TransferType.valueOf(
                            id.getString(MongoTransferDocument.TYPE).getValue()),
                    id.getString(MongoTransferDocument.CURRENCY).getValue());
        }
    }

    @Override
    public List<Sum> sums(String tenantId, Instant from, Instant to) {
        Map<Of, Long> reversed = reversed(tenantId, from, to);
        List<Sum> sums = new ArrayList<>();
        for (BsonDocument found : transfers
                .aggregate(List.of(
                        Aggregates.match(Filters.and(
                                Filters.gte(MongoTransferDocument.AT, Date.from(from)),
                                Filters.lt(MongoTransferDocument.AT, Date.from(to)),
                                Filters.eq(MongoTransferDocument.TENANT, tenantId),
                                MongoTransferDocument.IS_BOOKING)),
                        Aggregates.group(
                                new Document(MongoTransferDocument.TYPE, '$' + MongoTransferDocument.TYPE)
                                        .append(MongoTransferDocument.CURRENCY, '$' + MongoTransferDocument.CURRENCY),
                                Accumulators.sum(COUNT, 1L),
                                Accumulators.sum(TOTAL, MOVED)),
                        Aggregates.sort(Sorts.ascending("_id"))))
                .maxTime(LONGEST_SEARCH.toMillis(), TimeUnit.MILLISECONDS)) {
            Of of = Of.read(found.getDocument("_id"));
            sums.add(new Sum(
                    of.type(),
                    of.currency(),
                    found.getInt64(COUNT).getValue(),
                    found.getDecimal128(TOTAL).getValue().bigDecimalValue(),
                    reversed.getOrDefault(of, 0L)));
        }
        return sums;
    }

    /** There are few reversals, and each knows its transfer: the other way round every transfer would have to be looked up. */
    private Map<Of, Long> reversed(String tenantId, Instant from, Instant to) {
        Map<Of, Long> reversed = new HashMap<>();
        String ofOriginal = ORIGINAL + '.';
        for (BsonDocument found : transfers
                .aggregate(List.of(
                        Aggregates.match(Filters.and(
                                Filters.exists(MongoTransferDocument.REVERSES),
                                Filters.gte(MongoTransferDocument.AT, Date.from(from)),
                                Filters.eq(MongoTransferDocument.TENANT, tenantId))),
                        Aggregates.lookup(
                                MongoTransferDocument.COLLECTION,
                                MongoTransferDocument.REVERSES,
                                MongoTransferDocument.ID,
                                ORIGINAL),
                        Aggregates.unwind('$' + ORIGINAL),
                        Aggregates.match(Filters.and(
                                Filters.gte(ofOriginal + MongoTransferDocument.AT, Date.from(from)),
                                Filters.lt(ofOriginal + MongoTransferDocument.AT, Date.from(to)))),
                        Aggregates.group(
                                new Document(MongoTransferDocument.TYPE, '$' + ofOriginal + MongoTransferDocument.TYPE)
                                        .append(
                                                MongoTransferDocument.CURRENCY,
                                                '$' + ofOriginal + MongoTransferDocument.CURRENCY),
                                Accumulators.sum(COUNT, 1L))))
                .maxTime(LONGEST_SEARCH.toMillis(), TimeUnit.MILLISECONDS)) {
            reversed.put(
                    Of.read(found.getDocument("_id")), found.getInt64(COUNT).getValue());
        }
        return reversed;
    }

    private static List<String> namesOfStatuses() {
        return Arrays.stream(TransferType.values())
                .filter(TransferType::isStatus)
                .map(TransferType::name)
                .toList();
    }
}
