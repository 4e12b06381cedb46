package dev.coffer.payment.ledger;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.ids.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Clock clock;
    private final Ids ids;
    private final LedgerSettings settings;
    private final WalletCache cache;

    BatchCommit(Book book, Clock clock, Ids ids, LedgerSettings settings) {
        this.book = book;
        this.clock = clock;
        this.ids = ids;
        this.settings = settings;
        this.cache = new WalletCache(settings.cachedWallets());
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
        Round round = decide(batch);
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

    private Round decide(List<Pending> batch) {
        Map<Book.Key, Book.Decided> decided = book.decided(keys(batch));
        Subjects subjects = subjects(batch, decided);
        Set<String> fresh = load(Needs.of(batch, decided, subjects, cache));
        // Each further pass makes at least one more wallet fresh, so there are at most as many as wallets in the batch.
        while (true) {
            Round round = new Round(cache, decided, subjects, fresh, clock, ids);
            batch.forEach(round::decide);
            if (round.doubtful().isEmpty() || !renew(round.doubtful(), fresh)) {
                return round;
            }
        }
    }

    private static List<Book.Key> keys(List<Pending> batch) {
        List<Book.Key> keys = new ArrayList<>(batch.size());
        for (Pending pending : batch) {
            if (pending.command() instanceof Keyed keyed) {
                keys.add(Book.Key.of(keyed));
            }
        }
        return keys;
    }

    private LoadedSubjects subjects(List<Pending> batch, Map<Book.Key, Book.Decided> decided) {
        Set<String> holds = new HashSet<>();
        Set<String> transfers = new HashSet<>();
        for (Pending pending : batch) {
            if (pending.command() instanceof Keyed keyed && !decided.containsKey(Book.Key.of(keyed))) {
                switch (keyed) {
                    case CaptureHold capture -> holds.add(capture.holdId());
                    case ReleaseHold release -> holds.add(release.holdId());
                    case ReverseTransfer reverse -> transfers.add(reverse.transferId());
                    case Post post -> {}
                    case HoldFunds hold -> {}
                }
            }
        }
        return holds.isEmpty() && transfers.isEmpty() ? LoadedSubjects.NONE : book.subjects(holds, transfers);
    }

    private Set<String> load(Needs needs) {
        Set<String> fresh = new HashSet<>();
        if (!needs.isEmpty()) {
            List<Wallet> loaded = book.load(needs.walletIds(), needs.identities());
            cache.putAll(loaded);
            loaded.forEach(wallet -> fresh.add(wallet.id()));
        }
        return fresh;
    }

    /** Loads these wallets again. True when one is not what the cache held, so that what was decided on it is void. */
    private boolean renew(Set<String> walletIds, Set<String> fresh) {
        List<Wallet> loaded = book.load(walletIds, List.of());
        boolean differs = loaded.stream().anyMatch(wallet -> !wallet.equals(cache.wallet(wallet.id())));
        cache.putAll(loaded);
        fresh.addAll(walletIds);
        return differs;
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
