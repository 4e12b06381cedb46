package dev.coffer.bonus.template;

/** How an award's worth is found. */
public enum ValueKind {
    FIXED,
    PERCENTAGE,
    TIERS,
    FREE_UNITS,
    PRIZES
}
