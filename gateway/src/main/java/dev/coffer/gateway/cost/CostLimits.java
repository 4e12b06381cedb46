package dev.coffer.gateway.cost;

import org.jspecify.annotations.Nullable;

/**
 * What an operation may cost.
 *
 * @param most the cost that is allowed; 0 for any
 * @param listSize how many items a list is taken to have of which nothing is said
 */
public record CostLimits(long most, int listSize) {
    /** Three lists of a hundred within one another are refused, and two are not. */
    public static final CostLimits DEFAULT = new CostLimits(200_000, 10);

    public CostLimits {
        if (most < 0 || listSize < 0) {
            throw new IllegalArgumentException(
                    "what an operation may cost, and the usual size of a list, must not be negative: " + most + ", "
                            + listSize);
        }
    }

    /** A sentence for the client where it costs too much; null where it does not. */
    public @Nullable String objection(long cost) {
        return most == 0 || cost <= most
                ? null
                : "The operation may cost " + cost + ", and " + most
                        + " is allowed: lists within lists multiply. Ask for fewer items or less of each.";
    }
}
