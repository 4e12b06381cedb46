package dev.coffer.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one role, its own and the inherited ones, by resource and action. Open addressing over one array for each
 * effect, with the key inside the entry: what a decision costs is mostly memory that is not in the processor's cache, so
 * there is as little of it to touch as possible, whatever the number of rules.
 */
final class RoleTable {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final @Nullable TargetRules[] EMPTY = new TargetRules[1];

    private final @Nullable TargetRules[] grants;
    private final @Nullable TargetRules[] denials;
    private final boolean hasAnyResource;
    private final boolean hasAnyAction;

    /** @param rules first those of the role itself, then inherited ones, nearest first */
    RoleTable(List<Rule> rules, Symbols symbols) {
        grants = layOut(rules, Rule.Effect.GRANT, symbols);
        denials = layOut(rules, Rule.Effect.DENIAL, symbols);
        hasAnyResource = rules.stream().anyMatch(rule -> rule.urn().resource().equals(Urn.ANY));
        hasAnyAction = rules.stream().anyMatch(rule -> rule.urn().action().equals(Urn.ANY));
    }

    boolean hasAnyResource() {
        return hasAnyResource;
    }

    boolean hasAnyAction() {
        return hasAnyAction;
    }

    /** @param key a pair of {@link Symbols}, either of which may be {@link Symbols#ANY} for the rules of any */
    @Nullable
    TargetRules grants(long key) {
        return find(grants, key);
    }

    /** @param key as of {@link #grants} */
    @Nullable
    TargetRules denials(long key) {
        return find(denials, key);
    }

    private static @Nullable TargetRules[] layOut(List<Rule> rules, Rule.Effect effect, Symbols symbols) {
        Map<Long, TargetRules.Builder> byKey = new LinkedHashMap<>();
        for (Rule rule : rules) {
            if (rule.effect() == effect) {
                long key = Symbols.pair(
                        symbols.idOf(rule.urn().resource()),
                        symbols.idOf(rule.urn().action()));
                byKey.computeIfAbsent(key, TargetRules.Builder::new).add(rule);
            }
        }
        if (byKey.isEmpty()) {
            return EMPTY;
        }
        TargetRules[] slots = new TargetRules[2 * Integer.highestOneBit(2 * byKey.size() - 1)];
        byKey.values().forEach(builder -> put(slots, builder.build()));
        return slots;
    }

    private static void put(@Nullable TargetRules[] slots, TargetRules rules) {
        int slot = firstSlot(slots, rules.key());
        while (slots[slot] != null) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = rules;
    }

    private static @Nullable TargetRules find(@Nullable TargetRules[] slots, long key) {
        int slot = firstSlot(slots, key);
        // Ends: the table is at most half full, so an empty slot follows.
        TargetRules found = slots[slot];
        while (found != null && found.key() != key) {
            slot = (slot + 1) & (slots.length - 1);
            found = slots[slot];
        }
        return found;
    }

    private static int firstSlot(@Nullable TargetRules[] slots, long key) {
        return (int) ((key * SPREAD) >>> Integer.SIZE) & (slots.length - 1);
    }
}
