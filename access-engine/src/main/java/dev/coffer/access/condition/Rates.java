package dev.coffer.access.condition;

import org.jspecify.annotations.Nullable;

/**
 * Whoever counts what subjects do, asked while a question is decided. It is asked only by a condition that needs the count, for the subject
 * that the question is about; once or several times for one question, and must say the same each time.
 */
@FunctionalInterface
public interface Rates {

    /** Nobody counts, so that a {@code rate} never holds. */
    Rates NONE = (counter, most) -> null;

    /**
     * @param most from this count on it makes no difference how many they are
     * @return how often so far, this time not included; null when not known, and what is not known counts against the subject
     */
    @Nullable
    Long soFar(Counter counter, long most);
}
