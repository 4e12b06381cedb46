package dev.coffer.auth.verification;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.code.CheckCode;
import dev.coffer.auth.code.CodeCheck;
import dev.coffer.auth.code.CodePurpose;
import dev.coffer.auth.code.CodeRefusal;
import dev.coffer.auth.code.IssueCode;
import dev.coffer.auth.code.IssueResult;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Sends the caller a code to one of their contacts, and takes it back from them. */
final class VerifyContact {

    /** What became of asking for a code. */
    sealed interface Asked {

        record Sent(IssueResult result) implements Asked {}

        record Refused(VerificationRefusal reason) implements Asked {}
    }

    /** What became of typing it. */
    sealed interface Typed {

        record Verified(User user) implements Typed {}

        record Refused(CodeRefusal reason) implements Typed {}
    }

    private final Users users;
    private final IssueCode issueCode;
    private final CheckCode checkCode;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    VerifyContact(
            Users users,
            IssueCode issueCode,
            CheckCode checkCode,
            Audit audit,
            Transactions transactions,
            Clock clock) {
        this.users = users;
        this.issueCode = issueCode;
        this.checkCode = checkCode;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws CodedException UNAUTHENTICATED when the account behind the token is gone or locked */
    Asked ask(Caller caller, Contact.Channel channel) {
        User user = users.find(caller.tenantId(), caller.userId());
        if (user == null || !user.isActive()) {
            throw new CodedException(CommonError.UNAUTHENTICATED, "The account of this access token is not active.");
        }
        Contact to = user.contact(channel);
        if (to == null) {
            return new Asked.Refused(VerificationRefusal.CONTACT_MISSING);
        }
        if (user.hasVerified(to)) {
            return new Asked.Refused(VerificationRefusal.CONTACT_VERIFIED);
        }
        return new Asked.Sent(
                transactions.inTransaction(unit -> issueCode.issue(unit, CodePurpose.VERIFY_CONTACT, user, to)));
    }

    /** Another user's code is none of the caller's, also where it is right. */
    Typed type(Caller caller, String codeId, String code) {
        return switch (checkCode.prove(caller.tenantId(), codeId, CodePurpose.VERIFY_CONTACT, code)) {
            case CodeCheck.Wrong _ -> new Typed.Refused(CodeRefusal.CODE_WRONG);
            case CodeCheck.Over _ -> new Typed.Refused(CodeRefusal.CODE_OVER);
            case CodeCheck.Right(String userId, Contact to) -> {
                User user = userId.equals(caller.userId())
                        ? transactions.inTransaction(unit -> verified(unit, caller, codeId, to))
                        : null;
                yield user == null ? new Typed.Refused(CodeRefusal.CODE_OVER) : new Typed.Verified(user);
            }
        };
    }

    private @Nullable User verified(UnitOfWork unit, Caller caller, String codeId, Contact to) {
        User user = users.find(unit, caller.tenantId(), caller.userId());
        if (!checkCode.use(unit, caller.tenantId(), codeId) || user == null || !to.equals(user.contact(to.channel()))) {
            return null;
        }
        if (user.hasVerified(to)) {
            return user;
        }
        User verified = user.withVerified(to, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (!users.replace(unit, verified)) {
            throw new IllegalStateException(user + " changed within the transaction that read it");
        }
        audit.record(
                unit,
                AuditAct.by(caller, AuditKind.CONTACT_VERIFIED)
                        .about(user.id())
                        .with("channel", to.channel().name()));
        return verified;
    }
}
