package dev.coffer.access;

import dev.coffer.access.condition.ConditionResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision taken apart, for APIs and screens of operators. Not for the subject's eyes.
 *
 * @param rule the rule that decided, or came nearest; null where there was none
 * @param heldRole the role of the subject by which the rule reached it; null where there was no rule
 * @param path from the held role to the one that states the rule, both included; empty where there was no rule
 * @param condition how the rule's condition came out; null where it has none
 * @param sentence all of it in one sentence, as {@link Decision#explain()}
 */
public record Explanation(
        Decision.Outcome outcome,
        @Nullable Rule rule,
        @Nullable String heldRole,
        List<String> path,
        @Nullable ConditionResult condition,
        String sentence) {
    public Explanation {
        path = List.copyOf(path);
    }
}
