package dev.coffer.auth.user;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.permission.Permissions;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads users for a caller. Whom the caller may not see does not exist for them. */
final class FindUser {

    private final Users users;
    private final Permissions permissions;

    FindUser(Users users, Permissions permissions) {
        this.users = users;
        this.permissions = permissions;
    }

    /** @throws CodedException UNAUTHENTICATED when the account behind the token is gone */
    User self(Caller caller) {
        User user = users.find(caller.tenantId(), caller.userId());
        if (user == null) {
            throw new CodedException(CommonError.UNAUTHENTICATED, "The account of this access token does not exist.");
        }
        return user;
    }

    /** @throws CodedException NOT_FOUND for an unknown id and for one that the caller may not see alike */
    User find(Caller caller, String id) {
        User user = mayRead(caller, id) ? users.find(caller.tenantId(), id) : null;
        if (user == null) {
            throw CodedException.notFound("user", id);
        }
        return user;
    }

    /** Those of {@code ids} that exist and that the caller may see, by id; one read for all. */
    Map<String, User> findAll(Caller caller, Collection<String> ids) {
        List<String> visible = ids.stream().filter(id -> mayRead(caller, id)).toList();
        Map<String, User> found = new HashMap<>();
        if (!visible.isEmpty()) {
            users.findAll(caller.tenantId(), visible).forEach(user -> found.put(user.id(), user));
        }
        return found;
    }

    /** A page of the caller's tenant; that the caller may see all of it is decided before. */
    Connection<User> page(Caller caller, UserFilter filter, PageRequest page, boolean isCounted) {
        return users.page(caller.tenantId(), filter, page, isCounted);
    }

    private boolean mayRead(Caller caller, String id) {
        boolean may = permissions.permits(caller, "user", "read", id);
        if (!may) {
            permissions.recordDenial(caller, "user", "read", id);
        }
        return may;
    }
}
