package dev.coffer.core.saga;

/** How a step ended that did not fail. A failure is thrown: it is tried again, while a refusal is not. */
public sealed interface StepResult<T> {

    /** It is done; the saga goes on with this. */
    record Done<T>(T value) implements StepResult<T> {}

    /**
     * A definite no: nothing happened, and nothing will by asking again. What was done before is undone.
     *
     * @param reason for operators, without personal data
     */
    record Refused<T>(String reason) implements StepResult<T> {}

    static <T> StepResult<T> done(T value) {
        return new Done<>(value);
    }

    static <T> StepResult<T> refused(String reason) {
        return new Refused<>(reason);
    }
}
