package dev.coffer.core.config;

import org.jspecify.annotations.Nullable;

/**
 * Whose values of a setting are meant.
 *
 * @param tenantId the tenant whose overrides are meant; null for the values of the whole installation
 */
public record SettingScope(String key, @Nullable String tenantId) {

    public SettingScope {
        if (key.isBlank() || (tenantId != null && tenantId.isBlank())) {
            throw new IllegalArgumentException("A scope has a key, and a tenant that is not blank or none");
        }
    }

    public static SettingScope installation(String key) {
        return new SettingScope(key, null);
    }

    public boolean isOfTenant() {
        return tenantId != null;
    }

    /** Unique: a key holds no "|". */
    String id() {
        return key + "|" + (tenantId == null ? "" : tenantId);
    }

    @Override
    public String toString() {
        return tenantId == null ? key : key + " of tenant " + tenantId;
    }
}
