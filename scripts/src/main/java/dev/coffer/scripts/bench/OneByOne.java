package dev.coffer.scripts.bench;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.coffer.core.ids.Ids;
import dev.coffer.payment.ledger.Post;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The straightforward way: one MongoDB transaction for each transfer, tried again when it meets another. It keeps the very
 * same documents, under the same indexes and with the same durability; the verifier reads its database like the other. What
 * can be saved is saved: all wallets in one read, all updates in one command, no look-up of the key, as its index refuses
 * a repeat anyway, and nothing is kept of what was refused.
 */
final class OneByOne implements Contender {

    private static final int MOST_ATTEMPTS = 1_000;
    private static final long FIRST_PAUSE_MICROS = 500;
    private static final int MOST_DOUBLINGS = 6;
    private static final TransactionOptions DURABLE = TransactionOptions.builder()
            .readConcern(ReadConcern.SNAPSHOT)
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .build();

    private final BenchBook book;
    private final MongoCollection<Document> wallets;
    private final MongoCollection<Document> transfers;
    private final Ids ids;
    private final Clock clock;

    OneByOne(BenchBook book, Ids ids, Clock clock) {
        this.book = book;
        this.ids = ids;
        this.clock = clock;
        this.wallets = book.client().getDatabase(book.database()).getCollection("wallets");
        this.transfers = book.client().getDatabase(book.database()).getCollection("transfers");
    }

    @Override
    public int carryOut(Order order) {
        List<UUID> ids = book.wallets(order).stream().map(UUID::fromString).toList();
        if (order.isLook()) {
            wallets.find(Filters.in("_id", ids)).into(new ArrayList<>());
            return 0;
        }
        Post post = book.post(order);
        try (ClientSession session = book.client().startSession()) {
            for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
                Integer entries = tryOnce(session, order, post, ids);
                if (entries != null) {
                    return entries;
                }
                pause(attempt);
            }
        }
        throw new IllegalStateException("No luck in " + MOST_ATTEMPTS + " attempts at one transfer");
    }

    /** @return the entries that were made; null where another transfer was in the way */
    private @Nullable Integer tryOnce(ClientSession session, Order order, Post post, List<UUID> walletIds) {
        session.startTransaction(DURABLE);
        try {
            Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            String id = ids.next();
            Map<UUID, Document> found = new HashMap<>();
            wallets.find(session, Filters.in("_id", walletIds))
                    .forEach(wallet -> found.put(wallet.get("_id", UUID.class), wallet));
            List<StoredForm.Step> steps = steps(order, found, id, post, at);
            if (steps.isEmpty()) {
                return 0;
            }
            transfers.insertOne(session, StoredForm.transfer(id, post, steps, at));
            List<UpdateOneModel<Document>> updates =
                    found.values().stream().map(wallet -> update(wallet, at)).toList();
            if (wallets.bulkWrite(session, updates, new BulkWriteOptions()).getMatchedCount() < updates.size()) {
                return null;
            }
            session.commitTransaction();
            return steps.size();
        } catch (MongoException failure) {
            if (failure.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)) {
                return null;
            }
            throw failure;
        } finally {
            if (session.hasActiveTransaction()) {
                session.abortTransaction();
            }
        }
    }

    /** Also moves what was found to what it is afterwards. @return none where money is short */
    private List<StoredForm.Step> steps(Order order, Map<UUID, Document> found, String id, Post post, Instant at) {
        List<StoredForm.Step> steps = new ArrayList<>();
        for (Order.Leg leg : order.legs()) {
            Document payer = wallet(found, leg.from());
            if (!payer.getBoolean("allowNegative") && StoredForm.drawable(payer) < leg.minor()) {
                return List.of();
            }
            steps.add(StoredForm.step(payer, id, post.type(), -leg.minor(), at));
            found.put(payer.get("_id", UUID.class), StoredForm.after(steps.getLast()));
            Document payee = wallet(found, leg.to());
            steps.add(StoredForm.step(payee, id, post.type(), leg.minor(), at));
            found.put(payee.get("_id", UUID.class), StoredForm.after(steps.getLast()));
        }
        return steps;
    }

    private Document wallet(Map<UUID, Document> found, Order.Account account) {
        return Objects.requireNonNull(found.get(UUID.fromString(book.wallet(account))));
    }

    /** @param wallet as it is afterwards, its version as it was before */
    private static UpdateOneModel<Document> update(Document wallet, Instant at) {
        return new UpdateOneModel<>(
                Filters.and(Filters.eq("_id", wallet.get("_id")), Filters.eq("version", wallet.getLong("version"))),
                Updates.combine(
                        Updates.set("pockets.real.available", StoredForm.available(wallet)),
                        Updates.set("version", wallet.getLong("version") + 1),
                        Updates.set("seq", wallet.getLong("seq")),
                        Updates.set("lastHash", wallet.get("lastHash")),
                        Updates.set("changedAt", Date.from(at))));
    }

    private static void pause(int attempt) {
        long longest = FIRST_PAUSE_MICROS << Math.min(attempt - 1, MOST_DOUBLINGS);
        try {
            TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextLong(longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two attempts", e);
        }
    }

    @Override
    public void close() {
        // The client is the benchmark's; there is nothing else.
    }
}
