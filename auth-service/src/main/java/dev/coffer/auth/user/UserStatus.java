package dev.coffer.auth.user;

/** Whether a user may sign in. */
public enum UserStatus {
    /** Registered, and other services are still setting the account up: may not sign in yet. */
    PENDING,
    /** May sign in. */
    ACTIVE,
    /** Locked by an operator: may not sign in until unlocked; what the user owns stays. */
    LOCKED,
    /** Closed for ever: who the user was is erased, and the id stays for the books. */
    CLOSED
}
