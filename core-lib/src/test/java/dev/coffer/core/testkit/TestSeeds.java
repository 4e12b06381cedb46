package dev.coffer.core.testkit;

import java.security.SecureRandom;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Seeds of property tests: another one each run, printed, and repeatable with {@code -Dcoffer.seed=<number>}. */
public final class TestSeeds {
    static final String PROPERTY = "coffer.seed";

    private TestSeeds() {}

    /** The seed of this test, from the system property or new; prints the line that repeats the run. */
    public static long seed(String test) {
        Long given = Long.getLong(PROPERTY);
        long seed = given == null ? new SecureRandom().nextLong() : given;
        System.out.println(test + " uses seed " + seed + "; repeat with -D" + PROPERTY + "=" + seed);
        return seed;
    }

    /** A generator with that seed: the same seed gives the same numbers on every JDK. */
    public static RandomGenerator random(Class<?> test) {
        return new Random(seed(test.getSimpleName()));
    }
}
