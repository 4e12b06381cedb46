package dev.coffer.auth.oauthclient;

import dev.coffer.core.store.UnitOfWork;

/** What users gave to an application, as far as this package needs it. */
public interface ClientGrants {

    /** Ends all of it. */
    void endOfClient(UnitOfWork unit, OauthClient client);
}
