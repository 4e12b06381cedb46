package dev.coffer.payment.usage;

/** How far a user has been verified, as kyc-service tells it, the lowest first. */
public enum Tier {
    NONE,
    BASIC,
    STANDARD,
    ENHANCED,
    FULL,
    PROFESSIONAL,
    /** Beyond all tiers: no maxima. For installations that verify nobody, and tests of other things. Nobody is raised to it. */
    UNLIMITED
}
