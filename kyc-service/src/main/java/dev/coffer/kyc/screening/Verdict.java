package dev.coffer.kyc.screening;

/** What a reviewer says of a match. */
enum Verdict {
    /** It is the person on the list. */
    TRUE_POSITIVE,
    /** It is somebody else. */
    FALSE_POSITIVE
}
