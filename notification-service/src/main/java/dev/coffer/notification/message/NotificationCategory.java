package dev.coffer.notification.message;

/** What a message is about, as users choose what they want to hear of. */
public enum NotificationCategory {
    /** The account itself. */
    ACCOUNT,
    /** Who can get into the account, and how. */
    SECURITY,
    /** Money that moved, or did not. */
    MONEY,
    /** Games and bets. */
    GAMES,
    /** Bonuses, referral and loyalty. */
    BONUS,
    /** Who the user is, as the house has to know it. */
    IDENTITY,
    /** What the house would like to be known. */
    NEWS
}
