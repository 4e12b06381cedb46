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
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * The straightforward way: one MongoDB transaction for each transfer, tried again when it meets another. It keeps the very
 * same documents, under the same indexes and with the same durability; the verifier reads its database like the other. What
 * can be saved is saved: both wallets in one read, both updates in one command, and no look-up of the key, as its index
 * refuses a repeat anyway.
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
    public void carryOut(Shape.Order order) {
        Post post = book.post(order);
        UUID from = UUID.fromString(book.wallet(order.from()));
        UUID to = UUID.fromString(book.wallet(order.to()));
        try (ClientSession session = book.client().startSession()) {
            for (int attempt = 1; !tryOnce(session, post, from, to, order.minor()); attempt++) {
                if (attempt == MOST_ATTEMPTS) {
                    throw new IllegalStateException("No luck in " + MOST_ATTEMPTS + " attempts at one transfer");
                }
                pause(attempt);
            }
        }
    }

    private boolean tryOnce(ClientSession session, Post post, UUID from, UUID to, long minor) {
        session.startTransaction(DURABLE);
        try {
            boolean isBooked = book(session, post, from, to, minor);
            if (isBooked) {
                session.commitTransaction();
            }
            return isBooked;
        } catch (MongoException failure) {
            if (failure.hasErrorLabel(MongoException.TRANSIENT_TRANSACTION_ERROR_LABEL)) {
                return false;
            }
            throw failure;
        } finally {
            if (session.hasActiveTransaction()) {
                session.abortTransaction();
            }
        }
    }

    private boolean book(ClientSession session, Post post, UUID from, UUID to, long minor) {
        Document payer = new Document();
        Document payee = new Document();
        for (Document wallet : wallets.find(session, Filters.in("_id", from, to))) {
            (from.equals(wallet.get("_id")) ? payer : payee).putAll(wallet);
        }
        if (!payer.getBoolean("allowNegative") && StoredForm.available(payer) < minor) {
            throw new IllegalStateException("A user of the benchmark has run out of money");
        }
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = ids.next();
        StoredForm.Step out = StoredForm.step(payer, id, post.type(), -minor, at);
        StoredForm.Step in = StoredForm.step(payee, id, post.type(), minor, at);
        transfers.insertOne(session, StoredForm.transfer(id, post, List.of(out, in), at));
        return wallets.bulkWrite(session, List.of(update(out, at), update(in, at)), new BulkWriteOptions())
                        .getMatchedCount()
                == 2;
    }

    private static UpdateOneModel<Document> update(StoredForm.Step step, Instant at) {
        return new UpdateOneModel<>(
                Filters.and(
                        Filters.eq("_id", step.wallet().get("_id")),
                        Filters.eq("version", step.wallet().getLong("version"))),
                Updates.combine(
                        Updates.set("pockets.real.available", step.balance()),
                        Updates.set("version", step.wallet().getLong("version") + 1),
                        Updates.set("seq", step.seq()),
                        Updates.set("lastHash", new Binary(step.hash())),
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
