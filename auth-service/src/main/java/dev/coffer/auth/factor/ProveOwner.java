package dev.coffer.auth.factor;

import dev.coffer.auth.factor.FactorResult.Done;
import dev.coffer.auth.factor.FactorResult.Refused;
import dev.coffer.auth.factor.FactorResult.TriedTooOften;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.signin.FactorTries;
import dev.coffer.auth.signin.ProvePassword;
import dev.coffer.auth.signin.SecondFactors.Proof;
import dev.coffer.auth.signin.SignInRefusal;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** Has a signed-in user prove more than an access token before their second factors are touched. */
public final class ProveOwner {

    private final Users users;
    private final ProvePassword provePassword;
    private final AcceptCode acceptCode;
    private final FactorTries tries;
    private final Transactions transactions;

    ProveOwner(
            Users users,
            ProvePassword provePassword,
            AcceptCode acceptCode,
            FactorTries tries,
            Transactions transactions) {
        this.users = users;
        this.provePassword = provePassword;
        this.acceptCode = acceptCode;
        this.tries = tries;
        this.transactions = transactions;
    }

    /** @throws CodedException UNAUTHENTICATED when the account is gone or locked */
    public User user(Caller caller) {
        User user = users.find(caller.tenantId(), caller.userId());
        if (user == null || !user.isActive()) {
            throw new CodedException(CommonError.UNAUTHENTICATED, "The account of this access token is not active.");
        }
        return user;
    }

    /** Goes on where the password is the user's. */
    public <T> FactorResult<T> byPassword(User user, Password password, Supplier<FactorResult<T>> then) {
        return switch (provePassword.prove(user, password)) {
            case ProvePassword.Proof.Right _ -> then.get();
            case ProvePassword.Proof.Wrong _ -> new Refused<>(SignInRefusal.INVALID_CREDENTIALS, "input.password");
            case ProvePassword.Proof.TriedTooOften(Duration pause) ->
                new TriedTooOften<>(SignInRefusal.TOO_MANY_ATTEMPTS, pause);
        };
    }

    /** Goes on, in the transaction that uses the code up, where the code is one of the user's second factors. */
    public <T> FactorResult<T> byCode(User user, String code, Function<UnitOfWork, T> then) {
        return counted(user, () -> {
            Proof proof = acceptCode.prove(user, code);
            return transactions.inTransaction(unit -> proof.use(unit)
                    ? new Done<>(then.apply(unit))
                    : new Refused<>(SignInRefusal.SECOND_FACTOR_WRONG, "input.code"));
        });
    }

    /** Counts a try, of whatever code, before it is looked at. */
    <T> FactorResult<T> counted(User user, Supplier<FactorResult<T>> attempt) {
        Duration pause = tries.ask(user);
        if (pause != null) {
            return new TriedTooOften<>(SignInRefusal.SECOND_FACTOR_TRIED_TOO_OFTEN, pause);
        }
        FactorResult<T> result = attempt.get();
        if (result instanceof Done) {
            tries.clear(user);
        }
        return result;
    }
}
