package dev.coffer.auth.code;

import dev.coffer.core.config.SettingField;
import java.time.Duration;

/** The setting {@value #KEY}: how long one-time codes count, how often they may be typed, and how often sent. */
public record CodeLimits(
        @SettingField(
                value = "5",
                min = "1",
                max = "10",
                description = "How often a code may be typed wrongly or rightly.")
        int tries,

        @SettingField(value = "5m", min = "1m", max = "15m", description = "How long a code counts.")
        Duration lifetime,

        @SettingField(
                value = "10m",
                min = "1m",
                max = "30m",
                description = "How long the code of a password reset or of a registration counts.")
        Duration strangersLifetime,

        @SettingField(
                value = "30s",
                min = "0s",
                max = "1h",
                description = "The least time between two codes of one purpose for one user, and to one contact.")
        Duration pause,

        @SettingField(
                value = "5",
                min = "1",
                max = "100",
                description = "How many codes of one purpose are sent in an hour for one user, and to one contact.")
        int perHour) {

    public static final String KEY = "auth-service/codes";

    Duration lifetimeOf(CodePurpose purpose) {
        return purpose.isForStrangers() ? strangersLifetime : lifetime;
    }
}
