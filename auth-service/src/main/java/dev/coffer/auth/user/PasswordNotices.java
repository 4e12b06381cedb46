package dev.coffer.auth.user;

import dev.coffer.core.store.UnitOfWork;

/** Telling users what became of their passwords, as far as this package needs it. */
public interface PasswordNotices {

    /** An operator made the user's password count no more. */
    void forced(UnitOfWork unit, User user);
}
