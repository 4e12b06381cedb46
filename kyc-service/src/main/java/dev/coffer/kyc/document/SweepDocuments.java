package dev.coffer.kyc.document;

import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the bytes that no document has: of uploads that ended in the middle, and of documents that were deleted; and documents that were
 * announced and never confirmed; and looks for documents that run out. Any number of replicas may do so at once.
 *
 * <p>Metric: {@code coffer.kyc.files.swept} counts files whose bytes were deleted.
 */
final class SweepDocuments implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SweepDocuments.class);
    private static final int BATCH = 100;
    private static final int STOP_SECONDS = 10;
    /** After which bytes of a writer that was held up are looked for once more. */
    private static final Duration ONCE_MORE_AFTER = Duration.ofHours(1);

    private final Documents documents;
    private final Remains remains;
    private final SealedFiles files;
    private final ExpireDocuments expire;
    private final Transactions transactions;
    private final Duration every;
    private final Duration keepUnconfirmed;
    private final Counter swept;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    SweepDocuments(
            Documents documents,
            Remains remains,
            SealedFiles files,
            ExpireDocuments expire,
            Transactions transactions,
            Duration every,
            Duration keepUnconfirmed,
            MeterRegistry meters,
            Clock clock) {
        this.documents = documents;
        this.remains = remains;
        this.files = files;
        this.expire = expire;
        this.transactions = transactions;
        this.every = every;
        this.keepUnconfirmed = keepUnconfirmed;
        this.swept = meters.counter("coffer.kyc.files.swept");
        this.clock = clock;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("sweep-documents").daemon().factory());
    }

    void start() {
        timer.scheduleWithFixedDelay(this::attempt, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A look that fails must not end the timer. */
    private void attempt() {
        try {
            look();
            expire.look();
        } catch (RuntimeException failure) {
            if (StoreFailures.isUnavailable(failure)) {
                LOG.warn(
                        "Files without documents, and documents that run out, were not looked for; the store is away: {}",
                        failure.toString());
            } else {
                LOG.error("Files without documents, and documents that run out, were not looked for", failure);
            }
        }
    }

    private void look() {
        Instant now = clock.instant();
        documents.unconfirmed(now.minus(keepUnconfirmed), BATCH).forEach(this::drop);
        List<Remains.Remnant> due;
        do {
            due = remains.due(now, BATCH);
            for (Remains.Remnant remnant : due) {
                files.delete(remnant.fileId());
                remains.swept(remnant, now.plus(ONCE_MORE_AFTER));
                swept.increment();
            }
        } while (due.size() == BATCH && !timer.isShutdown());
    }

    /** Looks again: it may have been confirmed since. */
    private void drop(KycDocument found) {
        Paper paper = found.paper();
        transactions.run(unit -> {
            KycDocument document = documents.find(unit, paper.tenantId(), paper.id());
            if (document != null && document.state() == DocumentState.PENDING) {
                documents.delete(unit, document);
                Content content = document.file();
                if (content != null) {
                    remains.note(unit, paper.tenantId(), content.fileId(), clock.instant());
                }
            }
        });
    }

    /** Lets the look that runs come to its end. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
