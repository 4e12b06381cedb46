package dev.coffer.core.store;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.errors.CodedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transaction template. Reads see one snapshot; the commit is acknowledged by a majority and journaled. A run that the server
 * calls transient is repeated within {@link TransactionLimits}, so the work must not do anything outside the database that cannot
 * be repeated. Whatever else the work throws aborts the transaction and reaches the caller as it is.
 */
public final class Transactions {

    /** Acknowledged by a majority, on disk there, within 5 s. */
    public static final WriteConcern DURABLE =
            WriteConcern.MAJORITY.withJournal(true).withWTimeout(5, TimeUnit.SECONDS);

    private static final Logger log = LoggerFactory.getLogger(Transactions.class);
    private static final ClientSessionOptions SESSION =
            ClientSessionOptions.builder().causallyConsistent(true).build();

    /** A run may take seconds to find that the store is away: none begins later than this after the first. */
    private static final Duration RETRY_FOR = Duration.ofSeconds(3);

    private final MongoClient client;
    private final MongoDatabase database;
    private final StoreReadiness readiness;
    private final TransactionLimits limits;
    private final TransactionOptions options;

    public Transactions(
            MongoClient client, MongoDatabase database, StoreReadiness readiness, TransactionLimits limits) {
        this.client = client;
        this.database = database;
        this.readiness = readiness;
        this.limits = limits;
        this.options = TransactionOptions.builder()
                .readConcern(ReadConcern.SNAPSHOT)
                .readPreference(ReadPreference.primary())
                .writeConcern(DURABLE)
                .maxCommitTime(limits.commitTime().toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    /**
     * Runs the work in one transaction and commits it.
     *
     * @return what the run that was committed returned
     * @throws CodedException UNAVAILABLE when the store is away or too contended, or when the outcome of the commit stayed unknown
     */
    public <T> T inTransaction(Function<UnitOfWork, T> work) {
        readiness.require();
        long noLaterRun = System.nanoTime() + RETRY_FOR.toNanos();
        for (int attempt = 1; ; attempt++) {
            try {
                return runOnce(work);
            } catch (RuntimeException failure) {
                if (!StoreFailures.isTransient(failure)) {
                    throw StoreFailures.translate(failure);
                }
                boolean isLate = System.nanoTime() - noLaterRun >= 0;
                if (isLate
                        || attempt >= limits.attempts()
                        || Thread.currentThread().isInterrupted()) {
                    throw StoreFailures.unavailable(failure);
                }
                log.debug("transaction run {} collided, trying again", attempt);
            }
            LockSupport.parkNanos(limits.waitAfter(attempt).toNanos());
        }
    }

    /** {@link #inTransaction} for work without a result. */
    public void run(Consumer<UnitOfWork> work) {
        inTransaction(unit -> {
            work.accept(unit);
            return Boolean.TRUE;
        });
    }

    private <T> T runOnce(Function<UnitOfWork, T> work) {
        try (ClientSession session = client.startSession(SESSION)) {
            session.startTransaction(options);
            UnitOfWork unit = new UnitOfWork(session, database);
            try {
                return committed(session, unit, work);
            } finally {
                unit.end();
            }
        }
    }

    private <T> T committed(ClientSession session, UnitOfWork unit, Function<UnitOfWork, T> work) {
        T result;
        try {
            result = work.apply(unit);
        } catch (RuntimeException | Error failure) {
            abort(session, failure);
            throw failure;
        }
        commit(session);
        return result;
    }

    private static void abort(ClientSession session, Throwable reason) {
        try {
            if (session.hasActiveTransaction()) {
                session.abortTransaction();
            }
        } catch (MongoException unreachable) {
            // The server drops the transaction by itself; the reason for the abort matters more.
            reason.addSuppressed(unreachable);
        }
    }

    /** A commit whose answer got lost may be asked for again: the server answers with the outcome of the first. */
    private void commit(ClientSession session) {
        for (int attempt = 1; ; attempt++) {
            try {
                session.commitTransaction();
                return;
            } catch (MongoException failure) {
                if (!failure.hasErrorLabel(StoreFailures.UNKNOWN_COMMIT) || attempt >= limits.commitAttempts()) {
                    throw failure;
                }
                log.debug("outcome of a commit is unknown, asking again", failure);
            }
            LockSupport.parkNanos(limits.waitAfter(attempt).toNanos());
        }
    }
}
