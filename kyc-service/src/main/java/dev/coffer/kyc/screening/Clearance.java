package dev.coffer.kyc.screening;

/** Whether what is known of a user by the lists in force lets a tier be granted. */
public enum Clearance {
    CLEAR,
    /** Not screened yet by what is in force. */
    PENDING,
    /** A reviewer has to decide a match. */
    MATCHED,
    /** A reviewer has said that it is the person on the list. */
    CONFIRMED
}
