package dev.coffer.access.condition;

/**
 * What is known of a condition: Kleene's three values. Unknown is not false: the opposite of unknown is unknown, so that
 * no {@code not} turns a missing fact into a permission.
 */
public enum Truth {
    FALSE,
    UNKNOWN,
    TRUE;

    static Truth of(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
