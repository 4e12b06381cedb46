package dev.coffer.gateway.execute;

/** How a request to a subgraph ended. */
public sealed interface SubgraphReply {

    /**
     * The subgraph answered.
     *
     * @param status HTTP status
     * @param body as it came; nothing is known about it but that its size is within the limit
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Answered(int status, byte[] body) implements SubgraphReply {
        @Override
        public String toString() {
            return "Answered[" + status + ", " + body.length + " bytes]";
        }
    }

    /**
     * There is no answer.
     *
     * @param detail for the log only: it may hold host names
     */
    record Failed(Reason reason, String detail) implements SubgraphReply {}

    /** Why there is no answer. */
    enum Reason {
        /** No connection came about, or none was free. */
        UNREACHABLE,
        /** The connection broke before the answer was complete. */
        BROKEN,
        /** It took longer than it may. */
        TIMED_OUT,
        /** The answer is larger than it may be. */
        TOO_LARGE,
        /** The process holds as much of answers as it can. */
        NO_ROOM,
        /** It was asked for events and answered something else. */
        NO_STREAM
    }
}
