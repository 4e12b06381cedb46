package dev.coffer.auth.signin;

import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.password.PasswordHash;
import dev.coffer.auth.password.PasswordHashing;
import dev.coffer.auth.password.PasswordRefusal;
import dev.coffer.auth.password.PasswordRules;
import dev.coffer.auth.session.EndReason;
import dev.coffer.auth.session.EndSessions;
import dev.coffer.auth.signin.ProvePassword.Proof;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.Duration;

/** Changes the caller's password, and ends all their other sessions: whoever had stolen one is out. */
final class ChangePassword {

    /** What became of it. */
    sealed interface Result {

        record Changed(User user) implements Result {}

        record Refused(RefusalCode reason, String field) implements Result {}

        record TriedTooOften(Duration pause) implements Result {}
    }

    private final Users users;
    private final Credentials credentials;
    private final PasswordRules rules;
    private final PasswordHashing hashing;
    private final ProvePassword provePassword;
    private final EndSessions endSessions;
    private final TellPasswordChanged tell;
    private final Transactions transactions;
    private final Clock clock;

    ChangePassword(
            Users users,
            Credentials credentials,
            PasswordRules rules,
            PasswordHashing hashing,
            ProvePassword provePassword,
            EndSessions endSessions,
            TellPasswordChanged tell,
            Transactions transactions,
            Clock clock) {
        this.users = users;
        this.credentials = credentials;
        this.rules = rules;
        this.hashing = hashing;
        this.provePassword = provePassword;
        this.endSessions = endSessions;
        this.tell = tell;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @throws CodedException UNAUTHENTICATED when the account is gone or locked, CONFLICT when the password was changed
     *     elsewhere meanwhile, UNAVAILABLE when the store is away
     */
    Result change(Caller caller, Password current, Password next) {
        User user = users.find(caller.tenantId(), caller.userId());
        if (user == null || !user.isActive()) {
            throw new CodedException(CommonError.UNAUTHENTICATED, "The account of this access token is not active.");
        }
        PasswordRefusal weakness = rules.check(next, user.details());
        if (weakness != null) {
            return new Result.Refused(weakness, "input.newPassword");
        }
        return switch (provePassword.prove(user, current)) {
            case Proof.TriedTooOften(Duration pause) -> new Result.TriedTooOften(pause);
            case Proof.Wrong _ -> new Result.Refused(SignInRefusal.INVALID_CREDENTIALS, "input.currentPassword");
            case Proof.Right(PasswordHash stored) -> {
                replace(user, caller.sessionId(), stored, hashing.hash(next));
                yield new Result.Changed(user);
            }
        };
    }

    private void replace(User user, String sessionId, PasswordHash stored, PasswordHash next) {
        transactions.run(unit -> {
            if (!credentials.replace(unit, user.tenantId(), user.id(), stored, next, clock.instant())) {
                throw new CodedException(
                        CommonError.CONFLICT, "The password was changed elsewhere meanwhile; sign in with that one.");
            }
            endSessions.endAll(unit, user, sessionId, EndReason.PASSWORD_CHANGED);
            tell.changed(unit, user);
        });
    }
}
