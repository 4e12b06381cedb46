package dev.coffer.kyc.document;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.kyc.document.DocumentLinks.Target;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows documents, and gives out their bytes to whoever has a link to them. */
final class ReadDocuments {

    private static final Logger LOG = LoggerFactory.getLogger(ReadDocuments.class);

    private final Documents documents;
    private final SealedFiles files;
    private final DocumentLinks links;
    private final Duration linkLife;

    ReadDocuments(Documents documents, SealedFiles files, DocumentLinks links, Duration linkLife) {
        this.documents = documents;
        this.files = files;
        this.links = links;
        this.linkLife = linkLife;
    }

    /** What a link opens. */
    sealed interface Opened {

        record File(Paper paper, Content content, InputStream bytes) implements Opened {}

        record Refused(DocumentRefusal code) implements Opened {}
    }

    /** The caller's own; null where they have no such document. */
    @Nullable
    KycDocument own(Caller caller, String documentId) {
        KycDocument found = documents.find(caller.tenantId(), documentId);
        return found != null && found.paper().userId().equals(caller.userId()) ? found : null;
    }

    @Nullable
    KycDocument any(Caller reviewer, String documentId) {
        return documents.find(reviewer.tenantId(), documentId);
    }

    DocumentResult linkToOwn(Caller caller, String documentId) {
        return link(own(caller, documentId), documentId);
    }

    DocumentResult linkForReview(Caller reviewer, String documentId) {
        DocumentResult result = link(any(reviewer, documentId), documentId);
        LOG.info("Reviewer {} was given a link to document {}", reviewer.userId(), documentId);
        return result;
    }

    private DocumentResult link(@Nullable KycDocument found, String documentId) {
        if (found == null) {
            throw CodedException.notFound("document", documentId);
        }
        return found.file() == null
                ? new DocumentResult.Refused(DocumentRefusal.KYC_DOCUMENT_NOT_UPLOADED)
                : new DocumentResult.Linked(found, links.make(DocumentLinks.Purpose.DOWNLOAD, found.paper(), linkLife));
    }

    Opened open(String token) {
        return switch (links.read(token, DocumentLinks.Purpose.DOWNLOAD)) {
            case DocumentLinks.Reading.Bad(DocumentRefusal code) -> new Opened.Refused(code);
            case DocumentLinks.Reading.Good(Target target) -> open(target);
        };
    }

    private Opened open(Target target) {
        KycDocument found = documents.find(target.tenantId(), target.documentId());
        Content content = found == null ? null : found.file();
        if (found == null || content == null || !found.paper().userId().equals(target.userId())) {
            return new Opened.Refused(DocumentRefusal.KYC_LINK_INVALID);
        }
        return new Opened.File(found.paper(), content, files.read(found.paper(), content));
    }
}
