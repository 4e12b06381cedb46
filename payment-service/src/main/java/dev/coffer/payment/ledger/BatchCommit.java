package dev.coffer.payment.ledger;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.ids.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one batch out: looks up keys and wallets, decides, commits; when another writer came first or the store failed,
 * again from the start, until the last caller has stopped waiting; in halves when that does not help. So an unknown outcome of a commit needs no case of its
 * own: the next attempt finds the keys decided, or decides them. Confined to the writer's thread.
 */
final class BatchCommit {

    private static final Logger LOG = LoggerFactory.getLogger(BatchCommit.class);
    private static final int MOST_DOUBLINGS = 16;

    /** After so many conflicts a batch is halved: smaller ones meet others less often, and a bad one is found. */
    private static final int MOST_CONFLICTS_TOGETHER = 6;

    /** After so many, which is about half a second, a single command is given up. */
    private static final int MOST_CONFLICTS_ALONE = 40;

    /** Short, because the other writer is done in a few milliseconds; whoever pauses longer than it never gets a turn. */
    private static final Duration LONGEST_CONFLICT_PAUSE = Duration.ofMillis(16);

    private final Book book;
    private final LedgerSettings settings;
    private final WalletCache cache;
    private final Decider decider;

    BatchCommit(Book book, Clock clock, Ids ids, LedgerSettings settings) {
        this.book = book;
        this.settings = settings;
        this.cache = new WalletCache(settings.cachedWallets());
        this.decider = new Decider(book, cache, clock, ids);
    }

    /** Returns when every command of the batch has its answer, whatever happens. */
    void commit(List<Pending> batch) throws InterruptedException {
        try (Book.Writing writing = book.begin()) {
            retry(batch, writing);
        } catch (RuntimeException failure) {
            isolate(batch, failure);
        }
    }

    /**
     * @throws Book.Conflict when it meets another writer too often: one command whose wallet is fought over, or damaged,
     *     must not hold up the others
     */
    private void retry(List<Pending> batch, Book.Writing writing) throws InterruptedException {
        List<Pending> waiting = stillWaiting(batch);
        int conflicts = 0;
        for (int attempt = 1; !waiting.isEmpty(); attempt++) {
            try {
                attempt(waiting, writing);
                return;
            } catch (Book.Conflict conflict) {
                conflicts++;
                LOG.debug("Attempt {} at {} commands met another writer", attempt, waiting.size());
                if (conflicts >= (waiting.size() > 1 ? MOST_CONFLICTS_TOGETHER : MOST_CONFLICTS_ALONE)) {
                    throw conflict;
                }
                pause(conflicts, LONGEST_CONFLICT_PAUSE);
            } catch (Book.Away failure) {
                LOG.warn("Attempt {} at {} ledger commands failed: {}", attempt, waiting.size(), failure.getMessage());
                pause(attempt, settings.longestRetryPause());
            }
            waiting = stillWaiting(waiting);
        }
    }

    private void attempt(List<Pending> batch, Book.Writing writing) {
        Round round = decider.decide(batch);
        boolean written = false;
        try {
            Book.Writes writes = round.writes();
            if (!writes.isEmpty()) {
                writing.commit(writes);
            }
            written = true;
        } finally {
            if (!written) {
                round.distrust();
            }
        }
        round.settle();
        cache.trim();
    }

    private static List<Pending> stillWaiting(List<Pending> batch) {
        List<Pending> waiting = new ArrayList<>(batch.size());
        for (Pending pending : batch) {
            if (pending.deadline() - System.nanoTime() <= 0) {
                pending.answer().completeExceptionally(unknown(null));
            } else if (!pending.answer().isDone()) {
                waiting.add(pending);
            }
        }
        return waiting;
    }

    /** A failure that will not pass hits its own caller only: the halves are tried by themselves, down to single ones. */
    private void isolate(List<Pending> batch, RuntimeException failure) throws InterruptedException {
        List<Pending> waiting = stillWaiting(batch);
        if (waiting.size() > 1) {
            int half = waiting.size() / 2;
            commit(waiting.subList(0, half));
            commit(waiting.subList(half, waiting.size()));
        } else if (!waiting.isEmpty()) {
            CompletableFuture<?> answer = waiting.getFirst().answer();
            if (failure instanceof Book.Conflict) {
                LOG.error(
                        "A ledger command met another writer {} times in a row; when none is at work, run"
                                + " 'coffer ledger verify'",
                        MOST_CONFLICTS_ALONE,
                        failure);
                answer.completeExceptionally(unknown(failure));
            } else {
                LOG.error("A ledger command cannot be carried out", failure);
                answer.completeExceptionally(failure);
            }
        }
    }

    private void pause(int attempt, Duration most) throws InterruptedException {
        long longest =
                Math.min(most.toNanos(), settings.retryPause().toNanos() << Math.min(attempt - 1, MOST_DOUBLINGS));
        TimeUnit.NANOSECONDS.sleep(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1));
    }

    static CodedException unknown(@Nullable Throwable cause) {
        return new CodedException(
                CommonError.UNAVAILABLE,
                "The ledger did not answer in time, so the outcome is not known. Repeat the request with the same"
                        + " idempotency key to learn it.",
                null,
                cause);
    }
}
