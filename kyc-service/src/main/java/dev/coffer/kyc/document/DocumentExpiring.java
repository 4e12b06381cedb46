package dev.coffer.kyc.document;

/**
 * Event {@code kyc.document.expiring}, keyed by user: a document that counts runs out soon.
 *
 * @param expiresOn the last day on which it counts: 2030-02-28
 */
record DocumentExpiring(String userId, String documentId, DocumentType type, String expiresOn) {

    static final String TYPE = "kyc.document.expiring";
}
