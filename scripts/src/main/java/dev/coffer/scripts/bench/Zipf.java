package dev.coffer.scripts.bench;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Numbers from 0 whose frequency falls with {@code 1 / (n + 1)^EXPONENT}. Immutable. */
final class Zipf {

    /** YCSB's. */
    private static final double EXPONENT = 0.99;

    private final double[] cumulated;

    /** @param count numbers 0 to {@code count} - 1 */
    Zipf(int count) {
        cumulated = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1 / Math.pow(i + 1.0, EXPONENT);
            cumulated[i] = sum;
        }
    }

    int next(RandomGenerator random) {
        int found = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
        return Math.min(found < 0 ? -found - 1 : found, cumulated.length - 1);
    }
}
