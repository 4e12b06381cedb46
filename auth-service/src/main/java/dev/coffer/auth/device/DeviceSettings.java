package dev.coffer.auth.device;

import dev.coffer.core.config.SettingField;
import java.time.Duration;

/**
 * The setting {@value #KEY}.
 *
 * @param lifetime how long a device is remembered, from the sign-in at which the user asked for it
 */
public record DeviceSettings(
        @SettingField(
                value = "30d",
                min = "1m",
                max = "90d",
                description = "How long a device is remembered, from the sign-in at which the user asked for it.")
        Duration lifetime) {

    public static final String KEY = "auth-service/remembered-devices";

    public DeviceSettings {
        if (!lifetime.isPositive()) {
            throw new IllegalArgumentException("lifetime must be positive, not " + lifetime);
        }
    }
}
