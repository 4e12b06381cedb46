package dev.coffer.auth.signin;

import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.password.PasswordHash;
import dev.coffer.auth.session.RaiseSession;
import dev.coffer.auth.session.SessionRefusal;
import dev.coffer.auth.token.AccessToken;
import dev.coffer.auth.token.Authentication.Strength;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;

/**
 * Has a signed-in user prove a second factor once more, for what demands a fresh one; or the password, where that is all they have.
 * Whoever has a factor gets nowhere with the password alone.
 */
final class StepUp {

    /** What became of it. */
    sealed interface Result {

        record Raised(AccessToken token) implements Result {}

        record Refused(RefusalCode reason) implements Result {}

        /** Not even looked at. @param proof of which there were too many tries */
        record TriedTooOften(SignInRefusal proof, Duration pause) implements Result {}
    }

    private final Users users;
    private final Credentials credentials;
    private final ProvePassword provePassword;
    private final SecondFactors factors;
    private final FactorTries tries;
    private final RaiseSession raiseSession;
    private final NoteSignIns note;
    private final Transactions transactions;

    StepUp(
            Users users,
            Credentials credentials,
            ProvePassword provePassword,
            SecondFactors factors,
            FactorTries tries,
            RaiseSession raiseSession,
            NoteSignIns note,
            Transactions transactions) {
        this.users = users;
        this.credentials = credentials;
        this.provePassword = provePassword;
        this.factors = factors;
        this.tries = tries;
        this.raiseSession = raiseSession;
        this.note = note;
        this.transactions = transactions;
    }

    /**
     * @throws CodedException UNAUTHENTICATED when the account is gone or locked, FORBIDDEN for a token that is limited to scopes: an
     *     application or a key has no session to raise, and gets no tries at its user's proofs; UNAVAILABLE when the store is away
     */
    Result stepUp(Caller caller, FactorKind factor, String code) {
        if (caller.terms().scopes() != null) {
            throw new CodedException(
                    CommonError.FORBIDDEN,
                    "A token that is limited to scopes has no session that could be stepped up.");
        }
        User user = users.find(caller.tenantId(), caller.userId());
        if (user == null || !user.isActive()) {
            throw new CodedException(CommonError.UNAUTHENTICATED, "The account of this access token is not active.");
        }
        boolean isAnyOn = transactions.inTransaction(unit -> isAnyOn(unit, user));
        if (factor == FactorKind.PASSWORD) {
            return isAnyOn
                    ? new Result.Refused(SignInRefusal.PASSWORD_NOT_ENOUGH)
                    : byPassword(caller, user, Password.of(code));
        }
        return isAnyOn ? byFactor(caller, user, factor, code) : new Result.Refused(SignInRefusal.FACTOR_NOT_ENROLLED);
    }

    private boolean isAnyOn(UnitOfWork unit, User user) {
        return !factors.of(unit, user).isEmpty();
    }

    private Result byFactor(Caller caller, User user, FactorKind factor, String code) {
        Duration pause = tries.ask(user);
        if (pause != null) {
            note.secondStepBlocked(user);
            return new Result.TriedTooOften(SignInRefusal.SECOND_FACTOR_TRIED_TOO_OFTEN, pause);
        }
        SecondFactors.Proof proof = factors.prove(user, factor, code, SecondFactors.Occasion.STEP_UP);
        Result result = transactions.inTransaction(unit -> raise(unit, caller, user, factor, proof));
        if (result instanceof Result.Raised) {
            tries.clear(user);
        }
        return result;
    }

    private Result raise(UnitOfWork unit, Caller caller, User user, FactorKind factor, SecondFactors.Proof proof) {
        if (!proof.use(unit)) {
            note.secondStepRefused(unit, user, factor);
            return new Result.Refused(SignInRefusal.SECOND_FACTOR_WRONG);
        }
        return raise(unit, caller, user, factor, Strength.SECOND_FACTOR);
    }

    private Result byPassword(Caller caller, User user, Password password) {
        return switch (provePassword.prove(user, password)) {
            case ProvePassword.Proof.Right(PasswordHash stored) ->
                transactions.inTransaction(unit -> raise(unit, caller, user, stored));
            case ProvePassword.Proof.Wrong _ -> new Result.Refused(SignInRefusal.INVALID_CREDENTIALS);
            case ProvePassword.Proof.TriedTooOften(Duration pause) ->
                new Result.TriedTooOften(SignInRefusal.TOO_MANY_ATTEMPTS, pause);
        };
    }

    /** Looked at again in the transaction: a factor that was switched on meanwhile, or another password, ends this. */
    private Result raise(UnitOfWork unit, Caller caller, User user, PasswordHash password) {
        if (isAnyOn(unit, user)) {
            return new Result.Refused(SignInRefusal.PASSWORD_NOT_ENOUGH);
        }
        return credentials.countUse(unit, user.tenantId(), user.id(), password)
                ? raise(unit, caller, user, FactorKind.PASSWORD, Strength.ONLY_PASSWORD)
                : new Result.Refused(SignInRefusal.INVALID_CREDENTIALS);
    }

    private Result raise(UnitOfWork unit, Caller caller, User user, FactorKind factor, Strength strength) {
        AccessToken token = raiseSession.raise(unit, caller, user, strength);
        if (token == null) {
            return new Result.Refused(SessionRefusal.SESSION_ENDED);
        }
        note.steppedUp(unit, user, caller.sessionId(), factor);
        return new Result.Raised(token);
    }
}
