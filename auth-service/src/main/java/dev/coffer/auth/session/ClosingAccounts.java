package dev.coffer.auth.session;

import dev.coffer.auth.user.User;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.store.UnitOfWork;

/** Accounts that are to be closed, as far as this package needs them: who signs in takes that back. */
public interface ClosingAccounts {

    /** @throws CodedException CONFLICT where it is too late for that */
    void signedIn(UnitOfWork unit, User user);
}
