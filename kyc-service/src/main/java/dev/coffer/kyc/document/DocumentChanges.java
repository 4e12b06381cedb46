package dev.coffer.kyc.document;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiFunction;

/** The one way in which a document changes: with what is told of it, in one transaction. */
final class DocumentChanges {

    private final Documents documents;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    DocumentChanges(Documents documents, Outbox outbox, Transactions transactions, Clock clock) {
        this.documents = documents;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Changes a document in a transaction of its own, which may run more than once.
     *
     * @param userId whose it must be
     * @throws CodedException NOT_FOUND where this user of this tenant has no such document
     */
    DocumentResult of(
            String tenantId,
            String userId,
            String documentId,
            BiFunction<KycDocument, UnitOfWork, DocumentResult> change) {
        return transactions.inTransaction(unit -> {
            KycDocument found = documents.find(unit, tenantId, documentId);
            if (found == null || !found.paper().userId().equals(userId)) {
                throw CodedException.notFound("document", documentId);
            }
            return change.apply(found, unit);
        });
    }

    DocumentResult save(KycDocument after, UnitOfWork unit) {
        documents.save(unit, after);
        Paper paper = after.paper();
        outbox.add(
                unit,
                EventDraft.of(DocumentChanged.of(after), paper.userId(), paper.tenantId())
                        .onBehalfOf(paper.userId()));
        return new DocumentResult.Done(after);
    }

    /** As exact as it is stored. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
