package dev.coffer.kyc.tier;

/** How far a user has been verified, the lowest first. */
public enum KycTier {
    NONE,
    BASIC,
    STANDARD,
    ENHANCED,
    FULL,
    PROFESSIONAL;

    public boolean isAbove(KycTier other) {
        return compareTo(other) > 0;
    }

    /** The tier above this one, or this one where there is none. */
    public KycTier next() {
        return values()[Math.min(ordinal() + 1, values().length - 1)];
    }
}
