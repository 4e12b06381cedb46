package dev.coffer.auth.session;

import dev.coffer.auth.user.User;
import dev.coffer.core.identity.Client;
import dev.coffer.core.store.UnitOfWork;

/** Hears of every sign-in, in the transaction that starts its session. */
public interface SignInNotices {

    void signedIn(UnitOfWork unit, User user, Client client);
}
