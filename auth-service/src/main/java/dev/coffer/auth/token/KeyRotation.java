package dev.coffer.auth.token;

import dev.coffer.core.config.SettingField;
import java.time.Duration;

/**
 * The setting {@value #KEY}.
 *
 * @param every how long one key signs
 */
public record KeyRotation(
        @SettingField(
                value = "30d",
                min = "1d",
                max = "365d",
                description = "How long one key signs access tokens before the next one does.")
        Duration every) {

    static final String KEY = "auth-service/signing-keys";
}
