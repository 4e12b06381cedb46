package dev.coffer.auth.signin;

import dev.coffer.auth.code.IssueResult;
import dev.coffer.auth.code.IssuedCode;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;

/** Sends a code for the second step, to whoever has proven the password. */
public final class SendSignInCode {

    /** What became of it. */
    public sealed interface Result {

        record Sent(IssuedCode code) implements Result {}

        record Refused(RefusalCode reason) implements Result {}

        record SentTooOften(IssueResult.SentTooOften refused) implements Result {}
    }

    private final Challenges challenges;
    private final Users users;
    private final SecondFactors factors;
    private final Transactions transactions;
    private final Clock clock;

    SendSignInCode(Challenges challenges, Users users, SecondFactors factors, Transactions transactions, Clock clock) {
        this.challenges = challenges;
        this.users = users;
        this.factors = factors;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws CodedException UNAVAILABLE when the store is away */
    public Result send(String id) {
        ChallengeToken token = ChallengeToken.read(id);
        return token == null
                ? new Result.Refused(SignInRefusal.SIGN_IN_EXPIRED)
                : transactions.inTransaction(unit -> send(unit, token));
    }

    private Result send(UnitOfWork unit, ChallengeToken token) {
        Challenge challenge = challenges.find(unit, token.tenantId(), token.digest());
        boolean isOpen = challenge != null && challenge.isOpen(clock.instant());
        User user = challenge == null ? null : users.find(unit, challenge.tenantId(), challenge.userId());
        if (!isOpen || user == null || !user.isActive()) {
            return new Result.Refused(SignInRefusal.SIGN_IN_EXPIRED);
        }
        IssueResult issued = factors.send(unit, user);
        if (issued == null) {
            return new Result.Refused(SignInRefusal.FACTOR_NOT_ENROLLED);
        }
        return switch (issued) {
            case IssueResult.Issued(IssuedCode code) -> new Result.Sent(code);
            case IssueResult.SentTooOften refused -> new Result.SentTooOften(refused);
        };
    }
}
