package dev.coffer.auth.registration;

import dev.coffer.auth.code.CodePurpose;
import dev.coffer.auth.code.CodeRefusal;
import dev.coffer.auth.code.IssueCode;
import dev.coffer.auth.code.IssueResult;
import dev.coffer.auth.code.IssuedCode;
import dev.coffer.auth.code.SealForDelivery;
import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.PendingConfirmation;
import dev.coffer.auth.user.Registrations;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Sends who registers a code, or does as if: for a contact that somebody has the answer is the same, and its owner is told. The
 * code goes to the e-mail address where one was given.
 */
final class AskToConfirm {

    private final Users users;
    private final Credentials credentials;
    private final UnconfirmedRegistrations unconfirmed;
    private final IssueCode issueCode;
    private final SealForDelivery sealing;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Ids ids;

    AskToConfirm(
            Users users,
            Credentials credentials,
            UnconfirmedRegistrations unconfirmed,
            IssueCode issueCode,
            SealForDelivery sealing,
            Outbox outbox,
            Transactions transactions,
            Ids ids) {
        this.users = users;
        this.credentials = credentials;
        this.unconfirmed = unconfirmed;
        this.issueCode = issueCode;
        this.sealing = sealing;
        this.outbox = outbox;
        this.transactions = transactions;
        this.ids = ids;
    }

    /**
     * Removes users who never confirmed and have one of the contacts: whoever has the contact confirms the newest registration,
     * with the password that came with it.
     */
    void makeRoom(UnitOfWork unit, User pending) {
        for (Contact contact : pending.contacts()) {
            User other = users.findByContact(unit, pending.tenantId(), contact);
            if (other != null && unconfirmed.take(unit, other.tenantId(), other.id()) != null) {
                users.delete(unit, other.tenantId(), other.id());
                credentials.delete(unit, other.tenantId(), other.id());
            }
        }
    }

    /** @throws Registrations.NotNow where codes were asked for too often */
    PendingConfirmation ask(UnitOfWork unit, User pending, @Nullable String referralCode) {
        unconfirmed.add(
                unit,
                pending.tenantId(),
                new UnconfirmedRegistrations.Unconfirmed(pending.id(), referralCode),
                pending.createdAt());
        return pending(issueCode.issue(unit, CodePurpose.CONFIRM_REGISTRATION, pending, pending.contact()));
    }

    /** @throws Registrations.NotNow where codes were asked for too often */
    PendingConfirmation pretend(User asked) {
        return transactions.inTransaction(unit -> {
            PendingConfirmation pending = pending(
                    issueCode.pretend(unit, CodePurpose.CONFIRM_REGISTRATION, asked.tenantId(), asked.contact()));
            for (Contact contact : asked.contacts()) {
                User owner = users.findByContact(unit, asked.tenantId(), contact);
                if (owner != null) {
                    tell(unit, owner, contact);
                    break;
                }
            }
            return pending;
        });
    }

    private static PendingConfirmation pending(IssueResult result) {
        return switch (result) {
            case IssueResult.Issued(IssuedCode code) ->
                new PendingConfirmation(code.id(), code.sentTo(), code.expiresAt());
            case IssueResult.SentTooOften(var pause) ->
                throw new Registrations.NotNow(CodeRefusal.CODE_SENT_TOO_OFTEN, pause);
        };
    }

    private void tell(UnitOfWork unit, User owner, Contact contact) {
        String noticeId = ids.next();
        String sealed = sealing.seal(RegistrationAttempted.TYPE, owner.tenantId(), noticeId, contact, null);
        outbox.add(
                unit,
                EventDraft.of(
                        new RegistrationAttempted(noticeId, owner.id(), contact.channel(), owner.locale(), sealed),
                        owner.id(),
                        owner.tenantId()));
    }
}
