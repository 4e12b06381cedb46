package dev.coffer.auth.signin;

import dev.coffer.core.config.SettingField;
import java.time.Duration;

/**
 * The setting {@value #KEY}: how often a password may be tried. The waits grow but end: an outsider who keeps trying can slow the owner of an account down
 * and never lock them out for good.
 *
 * @param free tries without any wait
 * @param firstWait after the first try beyond those; doubles from there
 * @param longestWait the most that one wait may take
 * @param memory how long tries are remembered after the last one
 */
public record AttemptLimits(
        @SettingField(value = "10", min = "1", max = "1000", description = "Tries without any wait.")
        int free,

        @SettingField(
                value = "1s",
                min = "1ms",
                atMost = "longestWait",
                description = "The wait after the first try beyond those; it doubles from there.")
        Duration firstWait,

        @SettingField(value = "5m", atMost = "memory", description = "The most that one wait may take.")
        Duration longestWait,

        @SettingField(value = "24h", max = "30d", description = "How long tries are remembered after the last one.")
        Duration memory) {

    static final String KEY = "auth-service/password-tries";

    private static final int MAX_DOUBLINGS = 20;

    public AttemptLimits {
        if (free < 1) {
            throw new IllegalArgumentException("free must be at least 1, not " + free);
        }
        if (!firstWait.isPositive() || longestWait.compareTo(firstWait) < 0 || memory.compareTo(longestWait) < 0) {
            throw new IllegalArgumentException("tries must satisfy 0 < firstWait <= longestWait <= memory");
        }
    }

    /** The wait that follows the {@code counted}-th try. */
    Duration waitAfter(int counted) {
        if (counted <= free) {
            return Duration.ZERO;
        }
        Duration doubled = firstWait.multipliedBy(1L << Math.min(counted - free - 1, MAX_DOUBLINGS));
        return doubled.compareTo(longestWait) < 0 ? doubled : longestWait;
    }
}
