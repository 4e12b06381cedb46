package dev.coffer.kyc.check;

/** Where a check stands. */
enum CheckState {
    PENDING,
    PASSED,
    FAILED,
    INCONCLUSIVE
}
