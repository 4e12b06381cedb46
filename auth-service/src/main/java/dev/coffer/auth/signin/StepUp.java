package dev.coffer.auth.signin;

import dev.coffer.auth.session.RaiseSession;
import dev.coffer.auth.session.SessionRefusal;
import dev.coffer.auth.token.AccessToken;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;

/** Has a signed-in user prove a second factor once more, for what demands a fresh one. */
final class StepUp {

    /** What became of it. */
    sealed interface Result {

        record Raised(AccessToken token) implements Result {}

        record Refused(RefusalCode reason) implements Result {}

        /** Not even looked at. */
        record TriedTooOften(Duration pause) implements Result {}
    }

    private final Users users;
    private final SecondFactors factors;
    private final FactorTries tries;
    private final RaiseSession raiseSession;
    private final Transactions transactions;

    StepUp(
            Users users,
            SecondFactors factors,
            FactorTries tries,
            RaiseSession raiseSession,
            Transactions transactions) {
        this.users = users;
        this.factors = factors;
        this.tries = tries;
        this.raiseSession = raiseSession;
        this.transactions = transactions;
    }

    /** @throws CodedException UNAUTHENTICATED when the account is gone or locked, UNAVAILABLE when the store is away */
    Result stepUp(Caller caller, FactorKind factor, String code) {
        User user = users.find(caller.tenantId(), caller.userId());
        if (user == null || !user.isActive()) {
            throw new CodedException(CommonError.UNAUTHENTICATED, "The account of this access token is not active.");
        }
        boolean isAnyOn =
                transactions.inTransaction(unit -> !factors.of(unit, user).isEmpty());
        if (!isAnyOn) {
            return new Result.Refused(SignInRefusal.FACTOR_NOT_ENROLLED);
        }
        Duration pause = tries.ask(user);
        if (pause != null) {
            return new Result.TriedTooOften(pause);
        }
        SecondFactors.Proof proof = factors.prove(user, factor, code);
        Result result = transactions.inTransaction(unit -> raise(unit, user, caller.sessionId(), proof));
        if (result instanceof Result.Raised) {
            tries.clear(user);
        }
        return result;
    }

    private Result raise(UnitOfWork unit, User user, String sessionId, SecondFactors.Proof proof) {
        if (!proof.use(unit)) {
            return new Result.Refused(SignInRefusal.SECOND_FACTOR_WRONG);
        }
        AccessToken token = raiseSession.raise(unit, user, sessionId);
        return token == null ? new Result.Refused(SessionRefusal.SESSION_ENDED) : new Result.Raised(token);
    }
}
