package dev.coffer.auth.user;

import dev.coffer.core.store.UnitOfWork;

/** The sessions of users, as far as this package needs them: to end them. */
public interface OpenSessions {

    /** Ends all sessions of a user who may not sign in any more. */
    void endForLocked(UnitOfWork unit, User user);

    /** Ends all sessions of a user whose password counts no more. */
    void endForPassword(UnitOfWork unit, User user);

    /** Ends all sessions of a user because an operator says so. */
    void endForOperator(UnitOfWork unit, User user);
}
