package dev.coffer.payment.ledger;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.StoreReadiness;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: callers enqueue and wait, one thread takes what waits, decides it in order and commits it in one
 * transaction. It never lingers: the next batch forms by itself while this one is committed.
 *
 * <p>One writer serves all tenants of a database. Several writers on one database, such as two replicas, are safe: see
 * docs/adr/0030 for the index that makes them so.
 */
final class LedgerWriter implements Bookings, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWriter.class);
    private static final long IDLE_MILLIS = 200;

    private final BatchCommit commit;
    private final Preview preview;
    private final StoreReadiness readiness;
    private final LedgerSettings settings;
    private final BlockingQueue<Pending> queue;
    private final Thread thread;
    private volatile boolean open = true;

    /** @param readiness says when the indexes are there: without them two writers could both append the same entry */
    LedgerWriter(Book book, StoreReadiness readiness, Clock clock, Ids ids, LedgerSettings settings) {
        this.readiness = readiness;
        this.commit = new BatchCommit(book, clock, ids, settings);
        this.preview = new Preview(book, clock, ids);
        this.settings = settings;
        this.queue = new ArrayBlockingQueue<>(settings.queued());
        this.thread = Thread.ofPlatform().name("ledger-writer").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public PostResult post(Keyed command) {
        CompletableFuture<PostResult> answer = new CompletableFuture<>();
        Pending pending = new Pending.PendingPost(command, answer, deadline());
        enqueue(pending);
        return await(answer, pending.deadline());
    }

    @Override
    public ChainResult post(Chain chain) {
        CompletableFuture<ChainResult> answer = new CompletableFuture<>();
        Pending pending = new Pending.PendingChain(chain, answer, deadline());
        enqueue(pending);
        return await(answer, pending.deadline());
    }

    @Override
    public Foreseen foresee(Keyed command) {
        requireReady();
        return preview.foresee(command);
    }

    @Override
    public List<PostResult> preview(List<? extends Keyed> commands) {
        requireReady();
        return preview.preview(commands);
    }

    @Override
    public ChainResult preview(Chain chain) {
        requireReady();
        return preview.preview(chain);
    }

    @Override
    public StatusResult change(StatusCommand command) {
        CompletableFuture<StatusResult> answer = new CompletableFuture<>();
        Pending pending = new Pending.PendingStatus(command, answer, deadline());
        enqueue(pending);
        return await(answer, pending.deadline());
    }

    @Override
    public UsageResult change(UsageCommand command) {
        CompletableFuture<UsageResult> answer = new CompletableFuture<>();
        Pending pending = new Pending.PendingUsage(command, answer, deadline());
        enqueue(pending);
        return await(answer, pending.deadline());
    }

    @Override
    public Wallet open(OpenWallet command) {
        CompletableFuture<Wallet> answer = new CompletableFuture<>();
        Pending pending = new Pending.PendingOpen(command, answer, deadline());
        enqueue(pending);
        return await(answer, pending.deadline());
    }

    private long deadline() {
        return System.nanoTime() + settings.answerTimeout().toNanos();
    }

    private void enqueue(Pending pending) {
        if (!open) {
            throw unavailable("The ledger is shutting down; nothing was done. Ask again.", null);
        }
        requireReady();
        try {
            if (!queue.offer(pending, settings.enqueueTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw unavailable("The ledger is busy; nothing was done. Ask again in a moment.", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("The wait for the ledger was interrupted; nothing was done.", e);
        }
        if (!open && !thread.isAlive()) {
            abandonAll();
        }
    }

    private void requireReady() {
        if (!readiness.isReady()) {
            throw unavailable("The ledger is not ready yet; nothing was done. Ask again in a moment.", null);
        }
    }

    private static <T> T await(CompletableFuture<T> answer, long deadline) {
        try {
            return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw BatchCommit.unknown(e);
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw BatchCommit.unknown(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        if (cause instanceof CodedException coded) {
            return new CodedException(coded.code(), String.valueOf(coded.getMessage()), null, coded);
        }
        return new IllegalStateException("The ledger could not carry the command out", cause);
    }

    private void run() {
        List<Pending> batch = new ArrayList<>(settings.largeBatch());
        try {
            while (open || !queue.isEmpty()) {
                Pending first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, batchLimit() - 1);
                    carryOut(batch);
                    batch.clear();
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("The ledger's writer was stopped with {} commands waiting", queue.size() + batch.size());
        } finally {
            open = false;
            batch.forEach(LedgerWriter::abandon);
            abandonAll();
        }
    }

    /**
     * An error, such as a full heap, costs this batch. The thread must go on: without it the process would look well and
     * turn everything away. Nothing wrong can follow, as the store refuses what does not fit to what it has.
     */
    private void carryOut(List<Pending> batch) throws InterruptedException {
        try {
            commit.commit(batch);
        } catch (RuntimeException | Error failure) {
            LOG.error("A batch of {} ledger commands was given up", batch.size(), failure);
            batch.forEach(LedgerWriter::abandon);
        }
    }

    private int batchLimit() {
        return queue.size() > settings.largeBatch() ? settings.largeBatch() : settings.batch();
    }

    private void abandonAll() {
        for (Pending left = queue.poll(); left != null; left = queue.poll()) {
            abandon(left);
        }
    }

    private static void abandon(Pending pending) {
        pending.answer().completeExceptionally(BatchCommit.unknown(null));
    }

    /** Takes no more, carries out what waits, within the answer time-out. */
    @Override
    public void close() {
        open = false;
        try {
            if (!thread.join(settings.answerTimeout())) {
                thread.interrupt();
                thread.join(settings.operationTimeout());
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private static CodedException unavailable(String message, @Nullable Throwable cause) {
        return new CodedException(CommonError.UNAVAILABLE, message, null, cause);
    }
}
