package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.EventSink;
import dev.coffer.gateway.execute.ExecutionAnswer;
import dev.coffer.gateway.execute.ForwardedHeaders;
import dev.coffer.gateway.execute.GraphQlError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who asked for an operation, and the way to answer: once, unless it is a subscription. Lives on one event loop. */
interface OperationReply {

    /** What of the client's request travels on. */
    ForwardedHeaders headers();

    long begunNanos();

    /** The operation ran. */
    void answer(ExecutionAnswer answer);

    /** The operation is refused and nothing ran. @param status for clients that see one */
    void refuseOperation(int status, List<GraphQlError> errors);

    /** The request itself is refused. @param status for clients that see one */
    void refuse(int status, GraphQlError error);

    /** Where the events of a subscription go; null where this client takes none. */
    @Nullable
    EventSink events();
}
