package dev.coffer.bonus.rule;

/** How well kyc-service knows who somebody is, the least first. */
public enum KycTier {
    NONE,
    BASIC,
    STANDARD,
    ENHANCED,
    FULL,
    PROFESSIONAL
}
