package dev.coffer.auth.signin;

import dev.coffer.auth.code.IssueResult;
import dev.coffer.auth.user.User;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The second factors of users, as far as signing in needs them. */
public interface SecondFactors {

    /** A code that was looked at as far as that is possible before the transaction of what it is for. */
    @FunctionalInterface
    interface Proof {

        /**
         * Takes the code, which is used up if and only if the transaction commits. False, and nothing is changed, where it is wrong, was
         * used before, or the user has no such factor.
         */
        boolean use(UnitOfWork unit);
    }

    /** What a factor is proven for. What is asked for with one in mind counts for no other. */
    enum Occasion {
        /** The second step of a sign-in. */
        SIGN_IN,
        /** A step-up. */
        STEP_UP,
        /** A change of factors. */
        CHANGE_FACTORS
    }

    /** What the user can take the second step with; empty where none is asked for. */
    List<FactorKind> of(UnitOfWork unit, User user);

    Proof prove(User user, FactorKind factor, String code, Occasion occasion);

    /** Sends the user a code for the second step. Null where that is none of their factors, or there is no address to send it to. */
    @Nullable
    IssueResult send(UnitOfWork unit, User user);
}
