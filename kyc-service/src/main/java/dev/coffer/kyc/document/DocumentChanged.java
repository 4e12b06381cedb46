package dev.coffer.kyc.document;

/** Event {@code kyc.document.changed}, keyed by user: one of their documents stands otherwise than before. Why, the document itself says. */
record DocumentChanged(String userId, String documentId, DocumentType type, DocumentState state) {

    static final String TYPE = "kyc.document.changed";

    static DocumentChanged of(KycDocument document) {
        Paper paper = document.paper();
        return new DocumentChanged(paper.userId(), paper.id(), paper.type(), document.state());
    }
}
