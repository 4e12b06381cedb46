package dev.coffer.kyc.document;

import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.profile.RequestsInReview;
import dev.coffer.kyc.tier.Requirement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Tells users of documents that run out in 30 days, once, and takes those that have out of force, with the tier that rested on them. */
final class ExpireDocuments {

    private static final int BATCH = 100;
    private static final int DAYS_BEFORE = 30;

    private final Documents documents;
    private final DocumentChanges changes;
    private final RequestsInReview requests;
    private final Outbox outbox;
    private final Transactions transactions;

    ExpireDocuments(
            Documents documents,
            DocumentChanges changes,
            RequestsInReview requests,
            Outbox outbox,
            Transactions transactions) {
        this.documents = documents;
        this.changes = changes;
        this.requests = requests;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    /** Any number of replicas may look at once: each document changes in a transaction that looks again. */
    void look() {
        LocalDate today = LocalDate.ofInstant(changes.now(), ZoneOffset.UTC);
        for (KycDocument document : documents.runningOut(today.plusDays(DAYS_BEFORE), BATCH)) {
            again(document, (verified, unit) -> remind(verified, unit));
        }
        for (KycDocument document : documents.over(today, BATCH)) {
            again(document, (verified, unit) -> expire(verified, unit));
        }
    }

    private interface Step {

        void take(KycDocument.Verified verified, UnitOfWork unit);
    }

    private void again(KycDocument found, Step step) {
        transactions.run(unit -> {
            KycDocument now =
                    documents.find(unit, found.paper().tenantId(), found.paper().id());
            if (now instanceof KycDocument.Verified verified) {
                step.take(verified, unit);
            }
        });
    }

    private void remind(KycDocument.Verified verified, UnitOfWork unit) {
        if (verified.isReminded()) {
            return;
        }
        Paper paper = verified.paper();
        documents.save(unit, verified.remind(changes.now()));
        String day = Objects.requireNonNull(paper.expiresOn()).toString();
        outbox.add(
                unit,
                EventDraft.of(
                                new DocumentExpiring(paper.userId(), paper.id(), paper.type(), day),
                                paper.userId(),
                                paper.tenantId())
                        .onBehalfOf(paper.userId()));
    }

    private void expire(KycDocument.Verified verified, UnitOfWork unit) {
        Paper paper = verified.paper();
        changes.save(verified.expire(changes.now()), unit);
        Requirement requirement = paper.type().proves();
        List<KycDocument> left = documents.ofUser(unit, paper.tenantId(), paper.userId());
        if (requirement != null
                && Proofs.whole(requirement, left, Set.of(DocumentState.VERIFIED))
                        .isEmpty()) {
            requests.lapse(unit, paper.tenantId(), paper.userId(), requirement);
        }
    }
}
