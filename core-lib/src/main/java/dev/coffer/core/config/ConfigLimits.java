package dev.coffer.core.config;

import java.time.Duration;

/**
 * How closely a process follows the stored settings.
 *
 * @param lookEvery how often a process looks whether anything was changed
 * @param rereadEvery how often everything is read anew, whether or not anything was: also what a process of an older version changed,
 *     which counts no revision
 * @param restAfterFailure the pause before the store is tried again
 * @param stop how long stopping waits for the follower
 */
public record ConfigLimits(Duration lookEvery, Duration rereadEvery, Duration restAfterFailure, Duration stop) {

    public static final ConfigLimits DEFAULT = new ConfigLimits(
            Duration.ofMillis(250), Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(3));
}
