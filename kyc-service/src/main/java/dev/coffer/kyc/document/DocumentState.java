package dev.coffer.kyc.document;

/** Where a document stands. */
public enum DocumentState {
    PENDING,
    PROCESSING,
    VERIFIED,
    REJECTED,
    EXPIRED
}
