package dev.coffer.auth.reset;

import dev.coffer.auth.code.CodePurpose;
import dev.coffer.auth.code.IssueCode;
import dev.coffer.auth.code.IssueResult;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserStatus;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.store.Transactions;

/**
 * Sends the code of a password reset to whoever has a contact. Where nobody has it the same is read, counted, written and
 * answered, and nothing is sent.
 */
final class RequestReset {

    private final Users users;
    private final IssueCode issueCode;
    private final Transactions transactions;

    RequestReset(Users users, IssueCode issueCode, Transactions transactions) {
        this.users = users;
        this.issueCode = issueCode;
        this.transactions = transactions;
    }

    /** @throws CodedException UNAVAILABLE when the store is away */
    IssueResult request(String tenantId, Contact contact) {
        User user = users.findByContact(tenantId, contact);
        return transactions.inTransaction(unit -> user == null || user.status() == UserStatus.PENDING
                ? issueCode.pretend(unit, CodePurpose.RESET_PASSWORD, tenantId, contact)
                : issueCode.issue(unit, CodePurpose.RESET_PASSWORD, user, contact));
    }
}
