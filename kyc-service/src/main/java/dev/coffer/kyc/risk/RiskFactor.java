package dev.coffer.kyc.risk;

/** What speaks for a risk. Each has its weight in {@link RiskSettings}. */
public enum RiskFactor {
    COUNTRY,
    NEW_ACCOUNT,
    CHECK_INCONCLUSIVE,
    CHECK_FAILED,
    SCREENING_OPEN,
    SCREENING_CONFIRMED,
    DOCUMENT_EXPIRING
}
