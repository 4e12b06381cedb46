package dev.coffer.auth.user;

/** Whether a user may sign in. */
public enum UserStatus {
    /** May sign in. */
    ACTIVE,
    /** Locked by an operator: may not sign in until unlocked; what the user owns stays. */
    LOCKED
}
