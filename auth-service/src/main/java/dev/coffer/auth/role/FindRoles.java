package dev.coffer.auth.role;

import dev.coffer.access.Role;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.paging.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The roles of the caller's tenant, the built-in ones with its own, and what was changed about them. */
final class FindRoles {

    private final StoredRoles stored;
    private final Pages pages;

    FindRoles(StoredRoles stored, Pages pages) {
        this.stored = stored;
        this.pages = pages;
    }

    /** @throws CodedException NOT_FOUND */
    RoleState one(Caller caller, String name) {
        TenantRoles roles = stored.find(caller.tenantId());
        Role role = roles.find(name);
        if (role == null) {
            throw CodedException.notFound("role", name);
        }
        return new RoleState(role, roles, new RoleFindings(roles));
    }

    /** Sorted by name. There are few hundred at most, read at once. */
    Connection<RoleState> page(Caller caller, PageRequest page, boolean isCounted) {
        TenantRoles roles = stored.find(caller.tenantId());
        RoleFindings findings = new RoleFindings(roles);
        List<Role> all = roles.all();
        return pages.page(
                        page,
                        "roles|" + caller.tenantId(),
                        (from, isForward, limit) -> slice(all, from, isForward, limit),
                        role -> new Position(role.name(), role.name()),
                        isCounted ? all.size() : null)
                .map(role -> new RoleState(role, roles, findings));
    }

    private static List<Role> slice(List<Role> sorted, @Nullable Position from, boolean isForward, int limit) {
        List<Role> beyond = new ArrayList<>(sorted);
        if (from != null) {
            String name = from.sortKey().toString();
            beyond.removeIf(role ->
                    isForward ? role.name().compareTo(name) <= 0 : role.name().compareTo(name) >= 0);
        }
        if (!isForward) {
            Collections.reverse(beyond);
        }
        return beyond.subList(0, Math.min(limit, beyond.size()));
    }

    /** The newest first. */
    Connection<RoleVersion> history(Caller caller, PageRequest page) {
        return stored.history(caller.tenantId(), page);
    }
}
