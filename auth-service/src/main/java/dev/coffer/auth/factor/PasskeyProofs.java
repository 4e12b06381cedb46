package dev.coffer.auth.factor;

import dev.coffer.auth.signin.SecondFactors.Occasion;
import dev.coffer.auth.signin.SecondFactors.Proof;
import dev.coffer.auth.user.User;
import dev.coffer.core.store.UnitOfWork;

/** Users' passkeys, as far as second factors need them. */
public interface PasskeyProofs {

    /** @param credential an authenticator's answer as JSON; what it answers is used up at once */
    Proof prove(User user, Occasion occasion, String credential);

    /** Removes all of a user's; that they are none any more is for the caller to note. */
    void deleteAll(UnitOfWork unit, User user);
}
