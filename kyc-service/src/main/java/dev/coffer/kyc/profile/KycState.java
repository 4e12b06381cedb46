package dev.coffer.kyc.profile;

/** Where a profile stands; each is a type of {@link KycProfile}. */
enum KycState {
    PENDING,
    IN_REVIEW,
    MANUAL_REVIEW,
    APPROVED,
    REJECTED,
    EXPIRED,
    SUSPENDED,
    CLOSED
}
