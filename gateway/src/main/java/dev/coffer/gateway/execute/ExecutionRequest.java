package dev.coffer.gateway.execute;

import org.jspecify.annotations.Nullable;

/**
 * An operation to run.
 *
 * @param variables coerced, as {@link Variables} leaves them
 * @param introspection the answer to the operation's questions about the schema, by response key; null when it asks none
 * @param deadlineNanos when all of it has to be over, on the executor's clock
 */
public record ExecutionRequest(
        Executable executable,
        JsonObject variables,
        @Nullable JsonObject introspection,
        ForwardedHeaders headers,
        long deadlineNanos) {

    /** Whether the client's Boolean variable is true. */
    boolean isTrue(String variable) {
        return variables.find(variable) instanceof JsonScalar scalar
                && scalar.isBoolean()
                && scalar.length() == JsonScalar.TRUE.length();
    }
}
