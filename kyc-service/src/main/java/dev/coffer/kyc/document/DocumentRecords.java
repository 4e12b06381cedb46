package dev.coffer.kyc.document;

import dev.coffer.kyc.export.EveryPage;
import dev.coffer.kyc.export.PersonalFiles;
import dev.coffer.kyc.export.PersonalRecords;
import dev.coffer.kyc.export.Verification;
import dev.coffer.kyc.export.VerificationRecords;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a person has sent, and the files, opened one after the other. */
final class DocumentRecords implements PersonalRecords, PersonalFiles, VerificationRecords {

    private final Documents documents;
    private final SealedFiles files;

    DocumentRecords(Documents documents, SealedFiles files) {
        this.documents = documents;
        this.files = files;
    }

    /**
     * A document as an auditor sees it: what was looked at is named by its digest, and neither its bytes nor its number are told.
     *
     * @param state now; each change of it that a reviewer made is a line of the history
     * @param sha256 of the bytes that were seen, in hexadecimal; null before they are there
     * @param reason why it does not count; null where nobody said that
     */
    private record Audited(
            String id,
            DocumentType type,
            DocumentSide side,
            DocumentState state,
            @Nullable String country,
            @Nullable LocalDate issuedOn,
            @Nullable LocalDate expiresOn,
            @Nullable String contentType,
            @Nullable Long sizeBytes,
            @Nullable String sha256,
            @Nullable String reason,
            Instant createdAt,
            Instant updatedAt) {

        static Audited of(KycDocument document) {
            Paper paper = document.paper();
            Content content = document.file();
            return new Audited(
                    paper.id(),
                    paper.type(),
                    paper.side(),
                    document.state(),
                    paper.country(),
                    paper.issuedOn(),
                    paper.expiresOn(),
                    content == null ? null : content.type().contentType(),
                    content == null ? null : content.sizeBytes(),
                    content == null ? null : content.sha256(),
                    document instanceof KycDocument.Rejected rejected ? rejected.reason() : null,
                    paper.createdAt(),
                    paper.updatedAt());
        }
    }

    @Override
    public String name() {
        return "documents";
    }

    @Override
    public void tell(String tenantId, String userId, Consumer<Object> record) {
        EveryPage.of(page -> documents.ofUser(tenantId, userId, page).map(DocumentViews.DocumentView::of), record);
    }

    @Override
    public void tell(Verification verification, Consumer<Object> record) {
        EveryPage.of(page -> documents.ofUser(verification.tenantId(), verification.userId(), page), document -> {
            if (verification.has(document.paper().createdAt())) {
                record.accept(Audited.of(document));
            }
        });
    }

    @Override
    public void each(String tenantId, String userId, Taker taker) throws IOException {
        for (KycDocument document : documents.ofUser(tenantId, userId)) {
            Content content = document.file();
            if (content != null) {
                String name = document.paper().id() + "." + content.type().extension();
                try (InputStream bytes = files.read(document.paper(), content)) {
                    taker.take(name, bytes);
                }
            }
        }
    }
}
