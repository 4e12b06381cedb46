package dev.coffer.gateway.execute;

/**
 * A GraphQL answer.
 *
 * @param body JSON with {@code data}, and {@code errors} if there are any
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record ExecutionAnswer(byte[] body, int errorCount) {

    @Override
    public String toString() {
        return "ExecutionAnswer[" + body.length + " bytes, " + errorCount + " errors]";
    }
}
