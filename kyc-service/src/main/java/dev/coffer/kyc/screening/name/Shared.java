package dev.coffer.kyc.screening.name;

import java.util.Arrays;

/** How much each name of an index shares with the one that was asked for: without an object for each. */
final class Shared {

    private static final int FIRST = 1 << 12;
    private static final int SPREAD = 0x9E3779B9;

    /** The number and 1; 0 where there is none. Of a power of two, and at most half of it in use. */
    private int[] names = new int[FIRST];

    private double[] weights = new double[FIRST];
    private int size;

    /** @param weight more than 0 */
    void add(int name, double weight) {
        int at = place(name);
        weights[at] += weight;
        if (names[at] == 0) {
            names[at] = name + 1;
            size++;
            if (size > names.length / 2) {
                grow();
            }
        }
    }

    private int place(int name) {
        int mask = names.length - 1;
        int at = ((name * SPREAD) >>> 7) & mask;
        while (names[at] != 0 && names[at] != name + 1) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        int[] known = names;
        double[] before = weights;
        names = new int[known.length * 2];
        weights = new double[names.length];
        for (int at = 0; at < known.length; at++) {
            if (known[at] != 0) {
                int to = place(known[at] - 1);
                names[to] = known[at];
                weights[to] = before[at];
            }
        }
    }

    /** Those that share most. @param most so many at most; of those that share alike whichever */
    int[] best(int most) {
        double least = size > most ? nthLargest(most) : 0;
        int[] best = new int[Math.min(size, most)];
        int found = 0;
        for (int at = 0; at < names.length; at++) {
            if (names[at] != 0 && weights[at] > least) {
                best[found++] = names[at] - 1;
            }
        }
        for (int at = 0; at < names.length && found < best.length; at++) {
            if (names[at] != 0 && weights[at] == least) {
                best[found++] = names[at] - 1;
            }
        }
        return best;
    }

    /** By parting around one of those that are left until it is at its place. */
    private double nthLargest(int n) {
        double[] left = Arrays.stream(weights).filter(weight -> weight > 0).toArray();
        int wanted = left.length - n;
        int from = 0;
        int to = left.length - 1;
        while (from < to) {
            double middle = left[(from + to) >>> 1];
            int low = from;
            int high = to;
            while (low <= high) {
                while (left[low] < middle) {
                    low++;
                }
                while (left[high] > middle) {
                    high--;
                }
                if (low <= high) {
                    double swapped = left[low];
                    left[low++] = left[high];
                    left[high--] = swapped;
                }
            }
            if (wanted <= high) {
                to = high;
            } else if (wanted >= low) {
                from = low;
            } else {
                break;
            }
        }
        return left[wanted];
    }
}
