package dev.coffer.core.cache;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Shortens lifetimes by up to a tenth, so that what was loaded together does not expire together. Never lengthens one. */
final class Jitter {

    private static final int PER_MILLE = 100;

    private final RandomGenerator random;

    Jitter(RandomGenerator random) {
        this.random = random;
    }

    Duration shorten(Duration ttl) {
        return ttl.minus(ttl.multipliedBy(random.nextInt(PER_MILLE + 1)).dividedBy(1_000));
    }
}
