package dev.coffer.notification.workflow;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a step is taken.
 *
 * @param field of the event
 * @param value what it is compared with; null where the operator needs none
 */
public record StepCondition(
        String field, Operator operator, @Nullable String value) {

    /** How. */
    public enum Operator {
        EQUALS,
        DIFFERS,
        PRESENT,
        ABSENT;

        boolean needsValue() {
            return this == EQUALS || this == DIFFERS;
        }
    }

    /** @param told what the event says, as text; what it does not say is empty */
    boolean holds(Map<String, String> told) {
        String found = told.getOrDefault(field, "");
        return switch (operator) {
            case EQUALS -> found.equals(value);
            case DIFFERS -> !found.equals(value);
            case PRESENT -> !found.isEmpty();
            case ABSENT -> found.isEmpty();
        };
    }
}
