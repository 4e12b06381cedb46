package dev.coffer.core.config;

import java.time.Duration;

/**
 * How closely a process follows the stored settings.
 *
 * @param await how long one look at the change stream waits
 * @param rereadEvery how often everything is read anew, whatever the change stream told
 * @param restAfterFailure the pause before the store is tried again
 * @param stop how long stopping waits for the follower
 */
public record ConfigLimits(Duration await, Duration rereadEvery, Duration restAfterFailure, Duration stop) {

    public static final ConfigLimits DEFAULT = new ConfigLimits(
            Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(3));
}
