package dev.coffer.access;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one role, its own and the inherited ones, by resource and action. An open-addressing table of packed
 * symbol pairs: one probe is a multiplication and usually one memory access, whatever the number of rules.
 */
final class RoleTable {
    private static final long EMPTY = -1;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final List<String> parents;
    private final Set<String> lineage;
    private final long[] keys;
    private final @Nullable Cell[] cells;
    private final int shift;
    private final boolean hasAnyResource;
    private final boolean hasAnyAction;

    /**
     * @param parents the roles that this one names as inherited
     * @param lineage the role itself and all that it inherits, near or far
     * @param rules first those of the role itself, then inherited ones, nearest first
     */
    RoleTable(List<String> parents, Set<String> lineage, List<Rule> rules, Symbols symbols) {
        this.parents = parents;
        this.lineage = lineage;
        Map<Long, Cell.Builder> byKey = new LinkedHashMap<>();
        for (Rule rule : rules) {
            long key = key(
                    symbols.idOf(rule.urn().resource()), symbols.idOf(rule.urn().action()));
            byKey.computeIfAbsent(key, _ -> new Cell.Builder()).add(rule);
        }
        hasAnyResource = rules.stream().anyMatch(rule -> rule.urn().resource().equals(Urn.ANY));
        hasAnyAction = rules.stream().anyMatch(rule -> rule.urn().action().equals(Urn.ANY));
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(2 * byKey.size()));
        shift = Long.SIZE - bits;
        keys = new long[1 << bits];
        cells = new Cell[1 << bits];
        Arrays.fill(keys, EMPTY);
        byKey.forEach((key, cell) -> put(key, cell.build()));
    }

    private RoleTable(List<String> parents, Set<String> lineage, RoleTable parent) {
        this.parents = parents;
        this.lineage = lineage;
        this.keys = parent.keys;
        this.cells = parent.cells;
        this.shift = parent.shift;
        this.hasAnyResource = parent.hasAnyResource;
        this.hasAnyAction = parent.hasAnyAction;
    }

    /** The table of a role that inherits this one alone and states no rule: the same cells, not a copy of them. */
    RoleTable heir(List<String> parents, Set<String> lineage) {
        return new RoleTable(parents, lineage, this);
    }

    List<String> parents() {
        return parents;
    }

    /** Whether this is the role of that name, or inherits it. */
    boolean isOrInherits(String role) {
        return lineage.contains(role);
    }

    boolean hasAnyResource() {
        return hasAnyResource;
    }

    boolean hasAnyAction() {
        return hasAnyAction;
    }

    /** @param resource symbol of the resource, or {@link Symbols#ANY} for the rules of any resource; action likewise */
    @Nullable
    Cell find(int resource, int action) {
        long key = key(resource, action);
        int slot = slotOf(key);
        // Ends: the table is at most half full, so an empty slot follows.
        while (keys[slot] != EMPTY) {
            if (keys[slot] == key) {
                return cells[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return null;
    }

    private void put(long key, Cell cell) {
        int slot = slotOf(key);
        while (keys[slot] != EMPTY) {
            slot = (slot + 1) & (keys.length - 1);
        }
        keys[slot] = key;
        cells[slot] = cell;
    }

    private int slotOf(long key) {
        return (int) ((key * SPREAD) >>> shift);
    }

    private static long key(int resource, int action) {
        return ((long) resource << Integer.SIZE) | action;
    }
}
