package dev.coffer.kyc.profile;

/** How far a user has been verified, the lowest first. */
public enum KycTier {
    NONE,
    BASIC,
    STANDARD,
    ENHANCED,
    FULL,
    PROFESSIONAL;

    boolean isAbove(KycTier other) {
        return compareTo(other) > 0;
    }
}
