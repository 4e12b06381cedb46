package dev.coffer.bonus.rule;

/** Which rule somebody does not meet. */
public enum RuleReason {
    COUNTRY,
    KYC_TIER,
    SEGMENT,
    DEPOSIT_COUNT,
    DEPOSITED,
    AMOUNT,
    ACCOUNT_AGE,
    NOT_IDLE,
    TIME,
    EXCLUDED,
    NO_ALTERNATIVE
}
