package dev.coffer.auth.role;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The roles that a tenant has of its own, on top of the built-in ones: a built-in role of the same name is replaced.
 *
 * @param version counts the tenant's changes; 0 for a tenant that never made one
 * @param own by name, sorted
 */
record TenantRoles(String tenantId, long version, Map<String, Role> own) {

    private static final Map<String, Role> BUILT_IN = byName(BuiltInRoles.all());

    TenantRoles {
        own = java.util.Collections.unmodifiableMap(new TreeMap<>(own));
    }

    static TenantRoles none(String tenantId) {
        return new TenantRoles(tenantId, 0, Map.of());
    }

    static boolean isBuiltIn(String name) {
        return BUILT_IN.containsKey(name);
    }

    /**
     * All roles that the tenant's users may hold.
     *
     * @throws IllegalArgumentException for a cycle or an unknown parent
     */
    Policy policy() {
        Map<String, Role> all = new LinkedHashMap<>(BUILT_IN);
        all.putAll(own);
        return Policy.of(List.copyOf(all.values()));
    }

    /** As the next version. */
    TenantRoles with(Collection<Role> saved) {
        Map<String, Role> next = new TreeMap<>(own);
        saved.forEach(role -> next.put(role.name(), role));
        return new TenantRoles(tenantId, version + 1, next);
    }

    /** As the next version. */
    TenantRoles without(String name) {
        Map<String, Role> next = new TreeMap<>(own);
        next.remove(name);
        return new TenantRoles(tenantId, version + 1, next);
    }

    /** The tenant's own or the built-in one; null where there is neither. */
    @Nullable
    Role find(String name) {
        Role found = own.get(name);
        return found == null ? BUILT_IN.get(name) : found;
    }

    /** Sorted by name. */
    List<Role> all() {
        Map<String, Role> all = new TreeMap<>(BUILT_IN);
        all.putAll(own);
        return new ArrayList<>(all.values());
    }

    private static Map<String, Role> byName(List<Role> roles) {
        Map<String, Role> byName = new LinkedHashMap<>();
        roles.forEach(role -> byName.put(role.name(), role));
        return byName;
    }
}
