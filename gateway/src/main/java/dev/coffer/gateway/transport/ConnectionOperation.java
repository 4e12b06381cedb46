package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.EventSink;
import dev.coffer.gateway.execute.EventSubscription;
import dev.coffer.gateway.execute.ExecutionAnswer;
import dev.coffer.gateway.execute.ForwardedHeaders;
import dev.coffer.gateway.execute.GraphQlError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One operation, of any kind, on a connection that carries several. */
final class ConnectionOperation implements OperationReply, EventSink {
    private final String id;
    private final Multiplexed connection;
    private ForwardedHeaders headers;
    private final RequestTally tally;
    private @Nullable EventSubscription subscription;
    private boolean isOver;

    ConnectionOperation(String id, Multiplexed connection, ForwardedHeaders headers, RequestTally tally) {
        this.id = id;
        this.connection = connection;
        this.headers = headers;
        this.tally = tally;
    }

    String id() {
        return id;
    }

    /** Whether it is answered, refused, ended or given up. */
    boolean isOver() {
        return isOver;
    }

    /** The client wants no more of it. */
    void cancel() {
        EventSubscription running = subscription;
        if (running != null) {
            running.end(Ending.CLIENT_LEFT, null);
        } else {
            finish("abandoned");
        }
    }

    /** The connection sends again. */
    void ready() {
        EventSubscription running = subscription;
        if (running != null) {
            running.ready();
        }
    }

    @Override
    public ForwardedHeaders headers() {
        return headers;
    }

    /** Who asks is known now. */
    void goOnWith(ForwardedHeaders admitted) {
        headers = admitted;
    }

    @Override
    public long begunNanos() {
        return tally.begunNanos();
    }

    @Override
    public void answer(ExecutionAnswer answer) {
        if (finish(answer.errorCount() == 0 ? "ok" : "partial")) {
            next(answer);
            connection.complete(id);
        }
    }

    @Override
    public void refuseOperation(int status, List<GraphQlError> errors) {
        refuse("refused", errors);
    }

    @Override
    public void refuse(int status, GraphQlError error) {
        refuse(status < 500 ? "refused" : "failed", List.of(error));
    }

    private void refuse(String outcome, List<GraphQlError> errors) {
        if (finish(outcome)) {
            connection.error(id, ErrorBody.list(errors, headers.correlationId()));
        }
    }

    /** False when it was over already. */
    private boolean finish(String outcome) {
        if (isOver) {
            return false;
        }
        isOver = true;
        tally.settle(outcome);
        connection.forget(this);
        return true;
    }

    @Override
    public EventSink events() {
        return this;
    }

    @Override
    public void begun(EventSubscription begun) {
        if (isOver) {
            begun.end(Ending.CLIENT_LEFT, null);
            return;
        }
        subscription = begun;
        tally.settle("streaming");
    }

    @Override
    public void opened() {
        // Neither protocol has a word for it.
    }

    @Override
    public boolean isFull() {
        return connection.isFull();
    }

    @Override
    public void next(ExecutionAnswer answer) {
        connection.next(id, answer.body().toBytes());
    }

    @Override
    public void ended(Ending ending, @Nullable GraphQlError error) {
        if (!finish("streaming")) {
            return;
        }
        switch (ending) {
            case COMPLETED -> connection.complete(id);
            case UNAUTHENTICATED -> connection.unauthenticated(id, list(error));
            case UPSTREAM_FAILED, TOO_SLOW -> connection.error(id, list(error));
            // Who left needs no word, and when the gateway stops the whole connection is closed.
            case CLIENT_LEFT, DRAINED -> {}
        }
    }

    private byte[] list(@Nullable GraphQlError error) {
        return ErrorBody.list(error == null ? List.of() : List.of(error), headers.correlationId());
    }
}
