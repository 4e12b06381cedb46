package dev.coffer.gateway.execute;

/**
 * A GraphQL answer.
 *
 * @param body JSON with {@code data}, and {@code errors} if there are any; nothing more is written to it
 */
public record ExecutionAnswer(JsonBuffer body, int errorCount) {

    @Override
    public String toString() {
        return "ExecutionAnswer[" + body.size() + " bytes, " + errorCount + " errors]";
    }
}
