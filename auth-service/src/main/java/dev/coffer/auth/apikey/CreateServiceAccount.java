package dev.coffer.auth.apikey;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.user.RoleReach;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserRefusal;
import dev.coffer.auth.user.UserResult;
import dev.coffer.auth.user.UserResult.Done;
import dev.coffer.auth.user.UserResult.Refused;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;

/** Makes accounts for programs: with roles and without a password, in the caller's tenant. */
final class CreateServiceAccount {

    private final Users users;
    private final RoleReach roles;
    private final Audit audit;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    CreateServiceAccount(Users users, RoleReach roles, Audit audit, Transactions transactions, Ids ids, Clock clock) {
        this.users = users;
        this.roles = roles;
        this.audit = audit;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws CodedException UNAVAILABLE when the store is away */
    UserResult create(Caller caller, String name, Set<String> wanted) {
        if (!CreateApiKey.isInPerson(caller)) {
            return new Refused(ApiKeyRefusal.NOT_IN_PERSON, "input");
        }
        if (!wanted.stream().allMatch(role -> roles.covers(caller.tenantId(), caller.roles(), role))) {
            return new Refused(UserRefusal.BEYOND_OWN_ROLES, "input.roles");
        }
        User account = User.service(
                ids.next(), caller.tenantId(), name, wanted, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        try {
            transactions.run(unit -> {
                users.insert(unit, account);
                audit.record(
                        unit,
                        AuditAct.by(caller, AuditKind.SERVICE_ACCOUNT_CREATED)
                                .about(account.id())
                                .with("roles", String.join(" ", new TreeSet<>(wanted))));
            });
            return new Done(account);
        } catch (Users.ContactTaken taken) {
            return new Refused(ApiKeyRefusal.SERVICE_ACCOUNT_NAME_TAKEN, "input.name");
        }
    }
}
