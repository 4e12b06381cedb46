package dev.coffer.bonus.award;

/** Why an award ended without becoming the player's. */
public enum Ending {
    /** Its time was over. */
    EXPIRED,
    /** The player gave it up, or withdrew while its terms forbade that. */
    FORFEITED,
    /** An operator took it back, or it could not be given. */
    CANCELLED
}
