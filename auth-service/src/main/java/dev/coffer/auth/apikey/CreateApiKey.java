package dev.coffer.auth.apikey;

import dev.coffer.auth.apikey.ApiKeyResult.Made;
import dev.coffer.auth.apikey.ApiKeyResult.Refused;
import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.user.RoleReach;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserRefusal;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.ApiKeyText;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.permission.Permissions;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes API keys: for the caller, or for a service account that may do no more than the caller. A key makes no keys, so that whoever
 * finds one has what it gives and nothing that outlives it.
 */
final class CreateApiKey {

    private final ApiKeys keys;
    private final Users users;
    private final RoleReach roles;
    private final Permissions permissions;
    private final Audit audit;
    private final Transactions transactions;
    private final int perAccount;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    CreateApiKey(
            ApiKeys keys,
            Users users,
            RoleReach roles,
            Permissions permissions,
            Audit audit,
            Transactions transactions,
            int perAccount,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.keys = keys;
        this.users = users;
        this.roles = roles;
        this.permissions = permissions;
        this.audit = audit;
        this.transactions = transactions;
        this.perAccount = perAccount;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** Whether the caller is somebody who signed in, and acts for themselves. */
    static boolean isInPerson(Caller caller) {
        return caller.terms().scopes() == null && caller.terms().actor() == null;
    }

    /**
     * @throws CodedException NOT_FOUND for an account that the caller may make no keys for, CONFLICT where the account is not active,
     *     UNAVAILABLE when the store is away
     */
    ApiKeyResult create(Caller caller, NewApiKey asked) {
        if (!isInPerson(caller)) {
            return new Refused(ApiKeyRefusal.NOT_IN_PERSON, "input");
        }
        String accountId = asked.accountId() == null ? caller.userId() : asked.accountId();
        boolean isOwn = accountId.equals(caller.userId());
        if (!isOwn && !permissions.permits(caller, "apikey", "create", accountId)) {
            permissions.recordDenial(caller, "apikey", "create", accountId);
            throw CodedException.notFound("account", accountId);
        }
        return transactions.inTransaction(unit -> {
            User account = users.find(unit, caller.tenantId(), accountId);
            if (account == null) {
                throw CodedException.notFound("account", accountId);
            }
            Refused refused = isOwn ? null : refuse(caller, account);
            return refused == null ? make(unit, caller, account, asked) : refused;
        });
    }

    private @Nullable Refused refuse(Caller caller, User account) {
        if (!account.isService()) {
            return new Refused(ApiKeyRefusal.NOT_A_SERVICE_ACCOUNT, "input.accountId");
        }
        return roles.coversAll(caller.tenantId(), caller.roles(), account.roles())
                ? null
                : new Refused(UserRefusal.BEYOND_OWN_ROLES, "input.accountId");
    }

    private ApiKeyResult make(UnitOfWork unit, Caller caller, User account, NewApiKey asked) {
        // First of all: what is counted below stays as it is until this transaction is over.
        if (!users.countKeyChange(unit, account)) {
            throw new CodedException(CommonError.CONFLICT, "The account is not active.");
        }
        List<ApiKey> others = keys.all(unit, account.tenantId(), account.id());
        if (others.stream().anyMatch(key -> key.name().equals(asked.name()))) {
            return new Refused(ApiKeyRefusal.API_KEY_NAME_TAKEN, "input.name");
        }
        if (others.size() >= perAccount) {
            return new Refused(ApiKeyRefusal.TOO_MANY_API_KEYS, "input");
        }
        ApiKeyText text = ApiKeyText.generate(random);
        ApiKey key = new ApiKey(
                ids.next(),
                account.tenantId(),
                account.id(),
                text.prefix(),
                text.digest(),
                asked.name(),
                asked.scopes(),
                caller.userId(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                truncated(asked.expiresAt()),
                null);
        keys.insert(unit, key);
        audit.record(
                unit,
                AuditAct.by(caller, AuditKind.API_KEY_CREATED)
                        .about(account.id())
                        .with("key", key.id()));
        return new Made(key, text);
    }

    /** As it is stored. */
    private static @Nullable Instant truncated(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
