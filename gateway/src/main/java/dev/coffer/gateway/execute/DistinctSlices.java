package dev.coffer.gateway.execute;

import java.util.Arrays;

/** Slices of one growing buffer, each kept once, but for contrived ones, and numbered in order of arrival. */
final class DistinctSlices {
    private static final int FIRST_SLOTS = 64;
    /** Slots that are looked at; no further ones are needed unless somebody contrives slices that all lead to the same. */
    private static final int MAX_LOOKS = 64;

    private final JsonBuffer buffer;
    private int[] slots = new int[FIRST_SLOTS];
    private int[] starts = new int[FIRST_SLOTS / 2];
    private int[] lengths = new int[FIRST_SLOTS / 2];
    private int[] hashes = new int[FIRST_SLOTS / 2];
    private int size;

    DistinctSlices(JsonBuffer buffer) {
        this.buffer = buffer;
    }

    /** How many different ones there are. */
    int size() {
        return size;
    }

    /** The number of what the buffer holds from {@code start} to its end; {@link #size()} before the call if it is a new one. */
    int number(int start) {
        int length = buffer.size() - start;
        int hash = buffer.hash(start);
        int mask = slots.length - 1;
        int slot = hash & mask;
        int looks = 0;
        for (; slots[slot] != 0 && looks < MAX_LOOKS; slot = (slot + 1) & mask, looks++) {
            int known = slots[slot] - 1;
            if (hashes[known] == hash && lengths[known] == length && buffer.isSame(starts[known], start, length)) {
                return known;
            }
        }
        enter(slot, size);
        starts[size] = start;
        lengths[size] = length;
        hashes[size] = hash;
        size++;
        if (size == starts.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        starts = Arrays.copyOf(starts, size * 2);
        lengths = Arrays.copyOf(lengths, size * 2);
        hashes = Arrays.copyOf(hashes, size * 2);
        slots = new int[size * 4];
        int mask = slots.length - 1;
        for (int i = 0; i < size; i++) {
            int slot = hashes[i] & mask;
            for (int looks = 0; slots[slot] != 0 && looks < MAX_LOOKS; looks++) {
                slot = (slot + 1) & mask;
            }
            enter(slot, i);
        }
    }

    /** What finds no place is not recognised when it comes again, and is then kept twice: that is slower, but not by the square. */
    private void enter(int slot, int number) {
        if (slots[slot] == 0) {
            slots[slot] = number + 1;
        }
    }
}
