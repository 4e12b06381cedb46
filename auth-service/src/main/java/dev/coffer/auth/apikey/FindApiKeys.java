package dev.coffer.auth.apikey;

import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.permission.Permissions;
import org.jspecify.annotations.Nullable;

/** Reads keys and service accounts for a caller. */
final class FindApiKeys {

    private final ApiKeys keys;
    private final Users users;
    private final Permissions permissions;

    FindApiKeys(ApiKeys keys, Users users, Permissions permissions) {
        this.keys = keys;
        this.users = users;
        this.permissions = permissions;
    }

    /**
     * @param accountId whose; null for the caller's own
     * @throws CodedException NOT_FOUND for an account whose keys the caller may not see
     */
    Connection<ApiKey> of(Caller caller, @Nullable String accountId, PageRequest page, boolean isCounted) {
        String userId = accountId == null ? caller.userId() : accountId;
        if (!permissions.permits(caller, "apikey", "read", userId)) {
            permissions.recordDenial(caller, "apikey", "read", userId);
            throw CodedException.notFound("account", userId);
        }
        return keys.page(caller.tenantId(), userId, page, isCounted);
    }

    /** Of the caller's tenant; that the caller may see them is decided before. */
    Connection<User> services(Caller caller, PageRequest page, boolean isCounted) {
        return users.servicesPage(caller.tenantId(), page, isCounted);
    }
}
