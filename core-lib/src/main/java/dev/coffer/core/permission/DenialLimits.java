package dev.coffer.core.permission;

import java.time.Duration;

/**
 * What the record of denials may take.
 *
 * @param window the same thing denied to the same user within it becomes one document
 * @param waiting how many different denials may wait for the store; more are dropped and counted
 * @param pause between two writes
 * @param keptFor how long the store keeps them
 * @param ownerIds how many owners one document names
 */
public record DenialLimits(Duration window, int waiting, Duration pause, Duration keptFor, int ownerIds) {

    public static final DenialLimits DEFAULT =
            new DenialLimits(Duration.ofMinutes(5), 1_000, Duration.ofSeconds(1), Duration.ofDays(90), 20);

    public DenialLimits {
        if (!window.isPositive() || waiting < 1 || !pause.isPositive() || !keptFor.isPositive() || ownerIds < 1) {
            throw new IllegalArgumentException("limits of denials are positive, not " + window + ", " + waiting + ", "
                    + pause + ", " + keptFor + ", " + ownerIds);
        }
    }
}
