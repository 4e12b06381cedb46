package dev.coffer.auth.apikey;

import dev.coffer.auth.apikey.ApiKeyResult.Refused;
import dev.coffer.auth.apikey.ApiKeyResult.Revoked;
import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserKeys;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.permission.Permissions;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has API keys count no more, and with them the access tokens that were given out for them. */
final class RevokeApiKeys implements UserKeys {

    /** Who revokes where no single caller is known: what a change of the account brings with it. */
    private static final String BY_CHANGE_OF_ACCOUNT = "account";

    private final ApiKeys keys;
    private final Users users;
    private final RevokeTokens revoke;
    private final Permissions permissions;
    private final Audit audit;
    private final Transactions transactions;
    private final Clock clock;

    RevokeApiKeys(
            ApiKeys keys,
            Users users,
            RevokeTokens revoke,
            Permissions permissions,
            Audit audit,
            Transactions transactions,
            Clock clock) {
        this.keys = keys;
        this.users = users;
        this.revoke = revoke;
        this.permissions = permissions;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The caller's own key, or anybody's of the tenant for whoever may do that. No matter how much the key may do: to take
     * away is never to gain.
     *
     * @throws CodedException UNAVAILABLE when the store is away
     */
    ApiKeyResult revoke(Caller caller, String id) {
        return transactions.inTransaction(unit -> {
            ApiKey key = keys.find(unit, caller.tenantId(), id);
            if (key == null || !mayRevoke(caller, key)) {
                return new Refused(ApiKeyRefusal.API_KEY_REVOKED, "input.id");
            }
            revoke(unit, key.tenantId(), List.of(id), caller.userId());
            record(unit, key, caller.userId());
            return new Revoked(key);
        });
    }

    private boolean mayRevoke(Caller caller, ApiKey key) {
        boolean may = permissions.permits(caller, "apikey", "revoke", key.userId());
        if (!may) {
            permissions.recordDenial(caller, "apikey", "revoke", key.userId());
        }
        return may;
    }

    @Override
    public void revokeAll(UnitOfWork unit, User user) {
        // Waits for a key that is being made, and has one that is made later see what changed.
        users.countKeyChange(unit, user);
        List<ApiKey> all = keys.all(unit, user.tenantId(), user.id());
        revoke(unit, user.tenantId(), all.stream().map(ApiKey::id).toList(), BY_CHANGE_OF_ACCOUNT);
        all.forEach(key -> record(unit, key, null));
    }

    private void record(UnitOfWork unit, ApiKey key, @Nullable String actorId) {
        audit.record(
                unit,
                AuditAct.of(key.tenantId(), AuditKind.API_KEY_REVOKED, actorId)
                        .about(key.userId())
                        .with("key", key.id()));
    }

    private void revoke(UnitOfWork unit, String tenantId, List<String> ids, String by) {
        keys.revoke(unit, tenantId, ids, by, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        revoke.ofSessions(unit, ids);
    }
}
