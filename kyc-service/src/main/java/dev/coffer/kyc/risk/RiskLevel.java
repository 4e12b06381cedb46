package dev.coffer.kyc.risk;

/** How high a risk is, the lowest first. */
public enum RiskLevel {
    LOW,
    MEDIUM,
    HIGH
}
