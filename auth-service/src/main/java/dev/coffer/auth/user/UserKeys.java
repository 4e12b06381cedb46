package dev.coffer.auth.user;

import dev.coffer.core.store.UnitOfWork;

/** The API keys of users, as far as this package needs them: to have them count no more. */
public interface UserKeys {

    /** Revokes all of the user's keys, because somebody else may have made one of them. */
    void revokeAll(UnitOfWork unit, User user);
}
