package dev.coffer.auth.signin;

import dev.coffer.core.config.SettingField;
import java.time.Duration;

/**
 * The setting {@value #KEY}: how often the code of a second factor may be tried. Three of a million codes are right at any moment,
 * so the waits are longer than those of passwords. Nobody gets as far as a wait without the password.
 *
 * @param free tries without any wait
 * @param firstWait after the first try beyond those; doubles from there
 * @param longestWait the most that one wait may take
 * @param memory how long tries are remembered after the last one
 */
public record FactorTryLimits(
        @SettingField(value = "5", min = "1", max = "100", description = "Tries without any wait.")
        int free,

        @SettingField(
                value = "30s",
                min = "1ms",
                atMost = "longestWait",
                description = "The wait after the first try beyond those; it doubles from there.")
        Duration firstWait,

        @SettingField(value = "15m", atMost = "memory", description = "The most that one wait may take.")
        Duration longestWait,

        @SettingField(value = "24h", max = "30d", description = "How long tries are remembered after the last one.")
        Duration memory) {

    public static final String KEY = "auth-service/second-factor-tries";

    AttemptLimits limits() {
        return new AttemptLimits(free, firstWait, longestWait, memory);
    }
}
