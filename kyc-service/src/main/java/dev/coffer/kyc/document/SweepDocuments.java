package dev.coffer.kyc.document;

import dev.coffer.core.store.Transactions;
import dev.coffer.core.sweep.Sweep;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Deletes the bytes that no document has: of uploads that ended in the middle, and of documents that were deleted; and documents that were
 * announced and never confirmed; and looks for documents that run out. Any number of replicas may do so at once.
 *
 * <p>Metrics: {@code coffer.kyc.files.swept} counts files whose bytes were deleted, {@code coffer.kyc.files.failures} looks that failed.
 */
final class SweepDocuments implements AutoCloseable {

    private static final int BATCH = 100;
    /** After which bytes of a writer that was held up are looked for once more. */
    private static final Duration ONCE_MORE_AFTER = Duration.ofHours(1);

    private final Documents documents;
    private final Remains remains;
    private final SealedFiles files;
    private final ExpireDocuments expire;
    private final Transactions transactions;
    private final Duration keepUnconfirmed;
    private final Counter swept;
    private final Clock clock;
    private final Sweep sweep;

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
        this.keepUnconfirmed = keepUnconfirmed;
        this.swept = meters.counter("coffer.kyc.files.swept");
        this.clock = clock;
        this.sweep = new Sweep("sweep-documents", every, meters.counter("coffer.kyc.files.failures")::increment);
    }

    void start() {
        sweep.start("Files without documents, and documents that run out, were not looked for", () -> {
            look();
            expire.look();
        });
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
        } while (due.size() == BATCH && !sweep.isStopping());
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
        sweep.close();
    }
}
