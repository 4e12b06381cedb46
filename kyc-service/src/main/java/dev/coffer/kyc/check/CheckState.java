package dev.coffer.kyc.check;

/** Where a check stands. */
public enum CheckState {
    PENDING,
    PASSED,
    FAILED,
    INCONCLUSIVE
}
