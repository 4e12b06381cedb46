package dev.coffer.auth.signin;

import dev.coffer.auth.user.User;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/** The second factors of users, as far as signing in needs them. */
public interface SecondFactors {

    /** What the user can take the second step with; empty where none is asked for. */
    List<FactorKind> of(UnitOfWork unit, User user);

    /**
     * Takes a code, which is used up if and only if the transaction commits. Changes nothing where the code is wrong, was used
     * before, or the user has no such factor.
     */
    boolean accept(UnitOfWork unit, User user, FactorKind factor, String code);
}
