package dev.coffer.auth.reset;

import dev.coffer.auth.code.CheckCode;
import dev.coffer.auth.code.CodeCheck;
import dev.coffer.auth.code.CodePurpose;
import dev.coffer.auth.code.CodeRefusal;
import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.password.Password;
import dev.coffer.auth.password.PasswordHash;
import dev.coffer.auth.password.PasswordHashing;
import dev.coffer.auth.password.PasswordRefusal;
import dev.coffer.auth.password.PasswordRules;
import dev.coffer.auth.reset.ResetResult.NotProved;
import dev.coffer.auth.reset.ResetResult.Refused;
import dev.coffer.auth.reset.ResetResult.Reset;
import dev.coffer.auth.session.EndReason;
import dev.coffer.auth.session.EndSessions;
import dev.coffer.auth.signin.ForgetTries;
import dev.coffer.auth.signin.TellPasswordChanged;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserKeys;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets a new password by the code of a reset. Code, password, sessions and API keys change together; a password that is refused leaves the
 * code as it is. Second factors and a lock stay.
 */
final class ResetPassword {

    private final Users users;
    private final CheckCode checkCode;
    private final Credentials credentials;
    private final PasswordRules rules;
    private final PasswordHashing hashing;
    private final EndSessions endSessions;
    private final UserKeys keys;
    private final TellPasswordChanged tell;
    private final ForgetTries forgetTries;
    private final Transactions transactions;
    private final Clock clock;

    ResetPassword(
            Users users,
            CheckCode checkCode,
            Credentials credentials,
            PasswordRules rules,
            PasswordHashing hashing,
            EndSessions endSessions,
            UserKeys keys,
            TellPasswordChanged tell,
            ForgetTries forgetTries,
            Transactions transactions,
            Clock clock) {
        this.users = users;
        this.checkCode = checkCode;
        this.credentials = credentials;
        this.rules = rules;
        this.hashing = hashing;
        this.endSessions = endSessions;
        this.keys = keys;
        this.tell = tell;
        this.forgetTries = forgetTries;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param requestId what the code was asked for under
     * @throws CodedException UNAVAILABLE when the store is away, TOO_MANY_REQUESTS when no turn for hashing came
     */
    ResetResult reset(String tenantId, String requestId, String code, Password next) {
        // What no account's own details make weak is refused before it costs a try.
        PasswordRefusal weakness = rules.check(next, List.of());
        if (weakness != null) {
            return new Refused(weakness);
        }
        return switch (checkCode.prove(tenantId, requestId, CodePurpose.RESET_PASSWORD, code)) {
            case CodeCheck.Wrong _ -> new NotProved(CodeRefusal.CODE_WRONG);
            case CodeCheck.Over _ -> new NotProved(CodeRefusal.CODE_OVER);
            case CodeCheck.Right(String userId, Contact to) -> resetProved(tenantId, requestId, userId, to, next);
        };
    }

    private ResetResult resetProved(String tenantId, String requestId, String userId, Contact to, Password next) {
        User user = users.find(tenantId, userId);
        if (user == null) {
            return new NotProved(CodeRefusal.CODE_OVER);
        }
        PasswordRefusal weakness = rules.check(next, user.details());
        if (weakness != null) {
            return new Refused(weakness);
        }
        PasswordHash hash = hashing.hash(next);
        User changed = transactions.inTransaction(unit -> set(unit, tenantId, requestId, userId, to, hash));
        if (changed == null) {
            return new NotProved(CodeRefusal.CODE_OVER);
        }
        forgetTries.of(changed);
        return new Reset(requestId);
    }

    /** @return the user whose password it is; null where the code was used meanwhile or is not the user's contact any more */
    private @Nullable User set(
            UnitOfWork unit, String tenantId, String requestId, String userId, Contact to, PasswordHash hash) {
        User user = users.find(unit, tenantId, userId);
        if (!checkCode.use(unit, tenantId, requestId) || user == null || !to.equals(user.contact(to.channel()))) {
            return null;
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        credentials.put(unit, tenantId, userId, hash, now);
        if (!user.hasVerified(to)) {
            users.replace(unit, user.withVerified(to, now));
        }
        endSessions.endAll(unit, user, null, EndReason.PASSWORD_CHANGED);
        keys.revokeAll(unit, user);
        tell.reset(unit, user);
        return user;
    }
}
