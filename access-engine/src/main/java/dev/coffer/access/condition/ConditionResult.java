package dev.coffer.access.condition;

import java.util.List;

/**
 * How a condition came out against some facts.
 *
 * @param because the reason as a clause, such as {@code the hour 03:12 in Europe/Vienna is not between 08:00 and 18:00};
 *     it names attributes and what they are compared with, and holds neither their values nor addresses, which are
 *     personal data
 * @param parts the same for each part of and, or, not
 */
public record ConditionResult(Condition condition, Truth truth, String because, List<ConditionResult> parts) {
    public ConditionResult {
        parts = List.copyOf(parts);
    }
}
