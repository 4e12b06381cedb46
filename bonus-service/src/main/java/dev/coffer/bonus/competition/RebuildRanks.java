package dev.coffer.bonus.competition;

import dev.coffer.core.store.StoreFailures;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes whole competitions into Redis that it does not know, a few at a time and each once at a time. Replicas may do the same at once. */
final class RebuildRanks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildRanks.class);
    private static final int AT_ONCE = 2;
    private static final int STOP_SECONDS = 10;

    private final Scores scores;
    private final Ranks ranks;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Semaphore slots = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("rebuild-leaderboard").factory());

    RebuildRanks(Scores scores, Ranks ranks) {
        this.scores = scores;
        this.ranks = ranks;
    }

    /** Where there is no room now, whoever asks next begins it. */
    void soon(Board board) {
        String key = board.tenantId() + '/' + board.id();
        if (threads.isShutdown() || !slots.tryAcquire()) {
            return;
        }
        if (!running.add(key)) {
            slots.release();
            return;
        }
        threads.execute(() -> {
            try {
                rebuild(board);
            } finally {
                running.remove(key);
                slots.release();
            }
        });
    }

    private void rebuild(Board board) {
        try {
            ranks.rebuild(board, scores);
        } catch (RuntimeException failure) {
            if (StoreFailures.isUnavailable(failure)) {
                // Whoever has the connection has told so.
                LOG.debug("The leaderboard {} was not taken into Redis: {}", board.id(), failure.toString());
            } else {
                LOG.error("The leaderboard {} was not taken into Redis", board.id(), failure);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
