package dev.coffer.core.config;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How this process stands with its settings.
 *
 * @param settings how many are declared here
 * @param lastRead when the store was last read; null when it never was, so that the declared defaults are in force
 * @param isFollowing whether changes arrive at the moment
 * @param problems stored values that cannot be used, and why; no secrets
 */
public record ConfigHealth(int settings, @Nullable Instant lastRead, boolean isFollowing, List<String> problems) {

    public ConfigHealth {
        problems = List.copyOf(problems);
    }
}
