package dev.coffer.auth.config;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.auth.user.Tenants;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.permission.Permissions;
import org.jspecify.annotations.Nullable;

/**
 * How far an administrator's permission reaches. Permissions hold within a tenant, and what counts for the whole installation
 * belongs to none: it is in the hands of the administrators of the installation's own tenant, the first one. All others have
 * their own tenant's overrides and nothing else.
 */
final class SettingReach {

    private final Tenants tenants;
    private final Permissions permissions;

    SettingReach(Tenants tenants, Permissions permissions) {
        this.tenants = tenants;
        this.permissions = permissions;
    }

    /**
     * The scope that is meant.
     *
     * @param tenant as asked for: null for the whole installation
     * @param field where it stood, for the error
     * @return {@code tenant}, which the caller may see and change
     * @throws CodedException FORBIDDEN naming what the caller may ask for; INVALID_INPUT for a tenant that does not exist
     */
    @Nullable
    String require(Caller caller, @Nullable String tenant, String field) {
        if (isOfInstallation(caller)) {
            return tenant == null ? null : tenants.resolve(tenant);
        }
        if (!caller.tenantId().equals(tenant)) {
            permissions.recordDenial(caller, "setting", "administer", tenant);
            throw new CodedException(
                    CommonError.FORBIDDEN,
                    "You look after the settings of your own tenant: ask with tenant \"" + caller.tenantId() + "\".",
                    field,
                    null);
        }
        return tenant;
    }

    private boolean isOfInstallation(Caller caller) {
        return caller.roles().contains(BuiltInRoles.ADMIN) && caller.tenantId().equals(tenants.resolve(null));
    }
}
