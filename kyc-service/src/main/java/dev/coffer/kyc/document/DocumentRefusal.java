package dev.coffer.kyc.document;

import dev.coffer.core.errors.RefusalCode;

/** Why nothing is done with a document. */
enum DocumentRefusal implements RefusalCode {
    KYC_LINK_INVALID("The link is not one of ours, was changed, or is for something else."),
    KYC_LINK_EXPIRED("The link is too old; ask for a new one."),
    KYC_LINK_USED("The link was used already; ask for a new one for another file."),
    KYC_UPLOADS_BUSY("More files are coming in than are taken at once; try again in a moment with the same link."),
    KYC_DOCUMENTS_TOO_MANY("There are too many documents that were announced and not confirmed; confirm them first."),
    KYC_DOCUMENT_SIDE_UNKNOWN("Documents of this type have one side; it is the front."),
    KYC_DOCUMENT_EXPIRY_NEEDED("Documents of this type run out; say when, as it is printed."),
    KYC_DOCUMENT_EXPIRED("The document has run out; send one that counts still."),
    KYC_DOCUMENT_ISSUE_NEEDED("Say on which day the document was issued, as it is printed; it is none to come."),
    KYC_DOCUMENT_TOO_OLD("The document is too old to prove where you live now; send a newer one."),
    KYC_DOCUMENT_NOT_UPLOADED("The file of this document is not there; ask for a link and send it."),
    KYC_DOCUMENT_OWN("Nobody decides whether their own document counts; ask a colleague."),
    KYC_DOCUMENT_NOT_WAITING("The document waits for no decision: it is not confirmed, or it is decided."),
    KYC_ACCOUNT_CLOSED("The account is closed; nothing of it is taken any more.");

    private final String meaning;

    DocumentRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
