package dev.coffer.auth.place;

import dev.coffer.core.config.SettingField;
import java.time.Duration;

/**
 * The setting {@value #KEY}.
 *
 * @param enabled whether users are told of a sign-in from where they never signed in
 * @param memory how long it is remembered where somebody signed in
 */
public record PlaceSettings(
        @SettingField(
                value = "true",
                description = "Whether users are told of a sign-in on a device, or from a place, that is new for them.")
        boolean enabled,

        @SettingField(
                value = "180d",
                min = "1d",
                max = "1000d",
                description = "How long it is remembered where somebody signed in, from the last time on.")
        Duration memory) {

    static final String KEY = "auth-service/unfamiliar-sign-ins";
}
