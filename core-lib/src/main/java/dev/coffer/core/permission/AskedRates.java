package dev.coffer.core.permission;

import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Counter;
import dev.coffer.access.condition.Rates;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rates that one decision asks for. Each is taken to have room until it is counted and there is none: so nothing is counted for a
 * question whose answer is no anyway, and what is counted is counted in one step with looking whether there is room.
 */
final class AskedRates implements Rates {

    private final Set<Condition.Rate> asked = new HashSet<>();
    private final Set<Condition.Rate> exhausted = new HashSet<>();
    private final Set<Condition.Rate> counted = new HashSet<>();

    @Override
    public @Nullable Long soFar(Counter counter, long most) {
        if (most > PermitCounts.MOST) {
            return null;
        }
        Condition.Rate rate = new Condition.Rate(counter, most);
        // With a most of 0 there never is room, and nothing to count.
        if (most > 0) {
            asked.add(rate);
        }
        return exhausted.contains(rate) ? most : 0;
    }

    /** Counts what was asked for and is not counted yet. @return whether there was room in each; if not, decide anew */
    boolean count(Predicate<Condition.Rate> counting) {
        boolean hasRoom = true;
        for (Condition.Rate rate : List.copyOf(asked)) {
            if (!counted.contains(rate) && !exhausted.contains(rate)) {
                boolean isCounted = counting.test(rate);
                (isCounted ? counted : exhausted).add(rate);
                hasRoom &= isCounted;
            }
        }
        return hasRoom;
    }
}
