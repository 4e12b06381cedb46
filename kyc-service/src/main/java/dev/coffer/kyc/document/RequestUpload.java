package dev.coffer.kyc.document;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.tier.Requirement;
import dev.coffer.kyc.tier.Tiers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Announces a document of the caller's, and says where its bytes go. */
final class RequestUpload {

    /** Of one user, announced and not confirmed. */
    static final int MOST_UNCONFIRMED = 20;

    private final Documents documents;
    private final ClosedAccounts closed;
    private final DocumentLinks links;
    private final Tiers tiers;
    private final Transactions transactions;
    private final Duration linkLife;
    private final Ids ids;
    private final Clock clock;

    RequestUpload(
            Documents documents,
            ClosedAccounts closed,
            DocumentLinks links,
            Tiers tiers,
            Transactions transactions,
            Duration linkLife,
            Ids ids,
            Clock clock) {
        this.documents = documents;
        this.closed = closed;
        this.links = links;
        this.tiers = tiers;
        this.transactions = transactions;
        this.linkLife = linkLife;
        this.ids = ids;
        this.clock = clock;
    }

    /** What is said of it; see {@link Paper}. */
    record Announced(
            DocumentType type,
            DocumentSide side,
            @Nullable String country,
            @Nullable String number,
            @Nullable LocalDate issuedOn,
            @Nullable LocalDate expiresOn) {

        @Override
        public String toString() {
            return "Announced[" + type + "]";
        }
    }

    DocumentResult request(Caller caller, Announced said) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Paper paper = new Paper(
                ids.next(),
                caller.tenantId(),
                caller.userId(),
                said.type(),
                said.side(),
                said.country(),
                said.number(),
                said.issuedOn(),
                said.expiresOn(),
                now,
                now);
        DocumentRefusal wrong = wrong(paper, LocalDate.ofInstant(now, ZoneOffset.UTC));
        if (wrong != null) {
            return new DocumentResult.Refused(wrong);
        }
        return transactions.inTransaction(unit -> save(unit, paper));
    }

    private @Nullable DocumentRefusal wrong(Paper paper, LocalDate today) {
        if (!paper.type().sides().contains(paper.side())) {
            return DocumentRefusal.KYC_DOCUMENT_SIDE_UNKNOWN;
        }
        if (paper.type().hasExpiry() && paper.expiresOn() == null) {
            return DocumentRefusal.KYC_DOCUMENT_EXPIRY_NEEDED;
        }
        return paper.isOver(today) ? DocumentRefusal.KYC_DOCUMENT_EXPIRED : tooOld(paper, today);
    }

    /** A proof of where somebody lives is one of where they live now. */
    private @Nullable DocumentRefusal tooOld(Paper paper, LocalDate today) {
        LocalDate issued = paper.issuedOn();
        if (issued != null && issued.isAfter(today)) {
            return DocumentRefusal.KYC_DOCUMENT_ISSUE_NEEDED;
        }
        if (paper.type().proves() != Requirement.PROOF_OF_ADDRESS) {
            return null;
        }
        if (issued == null) {
            return DocumentRefusal.KYC_DOCUMENT_ISSUE_NEEDED;
        }
        LocalDate oldest =
                today.minusDays(tiers.addressProofAge(paper.tenantId()).toDays());
        return issued.isBefore(oldest) ? DocumentRefusal.KYC_DOCUMENT_TOO_OLD : null;
    }

    private DocumentResult save(UnitOfWork unit, Paper paper) {
        if (closed.isClosed(unit, paper.tenantId(), paper.userId())) {
            return new DocumentResult.Refused(DocumentRefusal.KYC_ACCOUNT_CLOSED);
        }
        List<KycDocument> others = documents.ofUser(unit, paper.tenantId(), paper.userId());
        long unconfirmed = others.stream()
                .filter(other -> other.state() == DocumentState.PENDING)
                .count();
        if (unconfirmed >= MOST_UNCONFIRMED || others.size() >= Documents.MOST) {
            return new DocumentResult.Refused(DocumentRefusal.KYC_DOCUMENTS_TOO_MANY);
        }
        KycDocument awaited = new KycDocument.Awaited(paper, null);
        documents.save(unit, awaited);
        return new DocumentResult.Linked(awaited, links.make(DocumentLinks.Purpose.UPLOAD, paper, linkLife));
    }
}
