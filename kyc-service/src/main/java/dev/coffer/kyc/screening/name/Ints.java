package dev.coffer.kyc.screening.name;

import java.util.Arrays;

/** A list of numbers that grows, without an object for each. */
final class Ints {

    private static final int FIRST = 16;

    private int[] values = new int[FIRST];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    int get(int at) {
        return values[at];
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
