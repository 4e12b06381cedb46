package dev.coffer.access;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * An immutable set of role names in a sorted array: sorted, so that the same question is always explained by the same
 * rule; an array, because every decision walks it.
 */
final class RoleNames extends AbstractSet<String> {
    private final String[] sorted;

    private RoleNames(String[] sorted) {
        this.sorted = sorted;
    }

    static RoleNames copyOf(Collection<String> names) {
        if (names instanceof RoleNames known) {
            return known;
        }
        String[] sorted = names.stream().distinct().sorted().toArray(String[]::new);
        return new RoleNames(sorted);
    }

    String at(int index) {
        return sorted[index];
    }

    @Override
    public int size() {
        return sorted.length;
    }

    @Override
    public boolean contains(Object name) {
        return name instanceof String wanted && Arrays.binarySearch(sorted, wanted) >= 0;
    }

    @Override
    public Iterator<String> iterator() {
        return List.of(sorted).iterator();
    }
}
