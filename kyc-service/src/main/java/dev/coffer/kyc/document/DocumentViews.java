package dev.coffer.kyc.document;

import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.kyc.tier.Requirement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The GraphQL types of {@code document.graphqls}. */
final class DocumentViews {

    private DocumentViews() {}

    @GraphQlName("KycDocument")
    record DocumentView(
            String id,
            String userId,
            DocumentType type,
            DocumentSide side,
            DocumentState state,
            @Nullable Requirement requirement,
            @Nullable String country,
            @Nullable String number,
            @Nullable String issuedOn,
            @Nullable String expiresOn,
            @Nullable String contentType,
            @Nullable Integer sizeBytes,
            @Nullable String sha256,
            @Nullable String reason,
            Instant createdAt,
            Instant updatedAt) {

        static DocumentView of(KycDocument document) {
            Paper paper = document.paper();
            Content content = document.file();
            return new DocumentView(
                    paper.id(),
                    paper.userId(),
                    paper.type(),
                    paper.side(),
                    document.state(),
                    paper.type().proves(),
                    paper.country(),
                    paper.number(),
                    paper.issuedOn() == null ? null : paper.issuedOn().toString(),
                    paper.expiresOn() == null ? null : paper.expiresOn().toString(),
                    content == null ? null : content.type().contentType(),
                    content == null ? null : Math.toIntExact(content.sizeBytes()),
                    content == null ? null : content.sha256(),
                    document instanceof KycDocument.Rejected rejected ? rejected.reason() : null,
                    paper.createdAt(),
                    paper.updatedAt());
        }

        @Override
        public String toString() {
            return "DocumentView[" + id + "]";
        }
    }

    @GraphQlName("KycDocumentLink")
    record LinkView(DocumentView document, String url, Instant expiresAt) {

        @Override
        public String toString() {
            return "LinkView[" + document + "]";
        }
    }

    /** As the unions of the schema have it. @param field of the input that a refusal is about */
    static Object answer(DocumentResult result, String field) {
        return switch (result) {
            case DocumentResult.Done(KycDocument document) -> DocumentView.of(document);
            case DocumentResult.Linked(KycDocument document, DocumentLink link) ->
                new LinkView(DocumentView.of(document), link.url().toString(), link.expiresAt());
            case DocumentResult.Refused(RefusalCode code) -> Refusal.of(code, code.meaning(), field);
        };
    }
}
