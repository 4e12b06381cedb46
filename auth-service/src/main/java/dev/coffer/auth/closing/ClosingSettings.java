package dev.coffer.auth.closing;

import dev.coffer.core.config.SettingField;
import java.time.Duration;

/** The setting {@value #KEY}: how accounts are closed. */
record ClosingSettings(
        @SettingField(
                value = "30d",
                min = "1s",
                max = "365d",
                description = "How long who closed an account may take it back, by signing in or through an operator.")
        Duration grace) {

    static final String KEY = "auth-service/closing";
}
