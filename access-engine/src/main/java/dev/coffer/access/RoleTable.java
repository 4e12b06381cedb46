package dev.coffer.access;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one role, its own and the inherited ones, by resource and action. An open-addressing table of packed
 * symbol pairs: one probe is a multiplication and usually one memory access, whatever the number of rules.
 */
final class RoleTable {
    /** What a role says about one resource and action. */
    record Cell(TargetRules grants, TargetRules denials) {}

    private static final long EMPTY = -1;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] keys;
    private final @Nullable Cell[] cells;
    private final int shift;
    private final boolean hasAnyResource;
    private final boolean hasAnyAction;

    /** @param rules first those of the role itself, then inherited ones, nearest first */
    RoleTable(List<Rule> rules, Symbols symbols) {
        Map<Long, CellBuilder> byKey = new LinkedHashMap<>();
        for (Rule rule : rules) {
            long key = key(
                    symbols.idOf(rule.urn().resource()), symbols.idOf(rule.urn().action()));
            byKey.computeIfAbsent(key, unused -> new CellBuilder()).add(rule);
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

    private static final class CellBuilder {
        private final TargetRules.Builder grants = new TargetRules.Builder();
        private final TargetRules.Builder denials = new TargetRules.Builder();

        void add(Rule rule) {
            (rule.effect() == Rule.Effect.GRANT ? grants : denials).add(rule);
        }

        Cell build() {
            return new Cell(grants.build(), denials.build());
        }
    }
}
