package dev.coffer.gateway.federated;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * The decisions that a random case is made of, as a list of numbers: the same numbers make the same case, and fewer or
 * smaller ones a simpler one, so that a failing case can be shrunk without knowing what it is.
 */
final class Choices {
    private final List<Integer> made = new ArrayList<>();
    private final List<Integer> given;
    private final Random random;
    private final boolean isReplay;

    private Choices(List<Integer> given, Random random, boolean isReplay) {
        this.given = given;
        this.random = random;
        this.isReplay = isReplay;
    }

    static Choices random(long seed) {
        return new Choices(List.of(), new Random(seed), false);
    }

    /** Makes these decisions again, and then the simplest. */
    static Choices replay(List<Integer> given) {
        return new Choices(given, new Random(0), true);
    }

    /** 0 to {@code bound - 1}; 0 has to mean the simplest. */
    int below(int bound) {
        int choice = !isReplay
                ? random.nextInt(bound)
                : made.size() < given.size() ? Math.min(given.get(made.size()), bound - 1) : 0;
        made.add(choice);
        return choice;
    }

    /** True once in {@code times}; false is the simpler. */
    boolean onceIn(int times) {
        return below(times) == times - 1;
    }

    <T> T oneOf(List<T> some) {
        return some.get(below(some.size()));
    }

    List<Integer> made() {
        return List.copyOf(made);
    }

    /** A simpler case that fails too: leaves blocks of decisions out and makes numbers smaller for as long as that works. */
    static List<Integer> shrink(List<Integer> failing, Predicate<List<Integer>> fails, int maxRuns) {
        List<Integer> best = failing;
        int runs = 0;
        boolean isBetter = true;
        while (isBetter) {
            isBetter = false;
            for (int size = Math.max(1, best.size() / 2); size >= 1; size /= 2) {
                for (int start = Math.max(0, best.size() - size); start >= 0; start -= size) {
                    for (List<Integer> simpler : simpler(best, start, Math.min(size, best.size() - start))) {
                        if (runs++ >= maxRuns) {
                            return best;
                        }
                        if (fails.test(simpler)) {
                            best = simpler;
                            isBetter = true;
                            break;
                        }
                    }
                }
            }
        }
        return best;
    }

    private static List<List<Integer>> simpler(List<Integer> from, int start, int size) {
        if (size <= 0) {
            return List.of();
        }
        List<List<Integer>> all = new ArrayList<>();
        List<Integer> without = new ArrayList<>(from);
        without.subList(start, start + size).clear();
        all.add(without);
        if (from.subList(start, start + size).stream().anyMatch(number -> number > 0)) {
            List<Integer> zeros = new ArrayList<>(from);
            for (int i = start; i < start + size; i++) {
                zeros.set(i, 0);
            }
            all.add(zeros);
            if (size == 1) {
                List<Integer> less = new ArrayList<>(from);
                less.set(start, from.get(start) - 1);
                all.add(less);
            }
        }
        return all;
    }
}
