package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.ByteBudget;
import dev.coffer.gateway.execute.EventSink;
import dev.coffer.gateway.execute.ExecutionAnswer;
import dev.coffer.gateway.execute.ForwardedHeaders;
import dev.coffer.gateway.execute.GraphQlError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One GraphQL request with the way to answer it, once. Lives on one event loop. */
final class GraphQlExchange implements OperationReply {
    private final HttpServerRequest request;
    private final Accepted accepted;
    private ForwardedHeaders headers;
    private final Duration heartbeat;
    private final RequestTally tally;

    GraphQlExchange(
            HttpServerRequest request,
            Accepted accepted,
            ForwardedHeaders headers,
            Duration heartbeat,
            RequestTally tally) {
        this.request = request;
        this.accepted = accepted;
        this.headers = headers;
        this.heartbeat = heartbeat;
        this.tally = tally;
        request.response().closeHandler(closed -> tally.settle("abandoned"));
    }

    HttpServerRequest request() {
        return request;
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

    boolean isAnswered() {
        return tally.isSettled();
    }

    @Override
    public void answer(ExecutionAnswer answer) {
        String outcome = answer.errorCount() == 0 ? "ok" : "partial";
        if (accepted.json() == null) {
            Buffer events = SseFrames.next(answer.body().toBytes()).appendBuffer(SseFrames.COMPLETE);
            end(200, SseFrames.CONTENT_TYPE, events, outcome);
        } else {
            end(200, type().header(), answer.body().toBuffer(), outcome);
        }
    }

    /** @param status for clients that accept the specification's form */
    @Override
    public void refuseOperation(int status, List<GraphQlError> errors) {
        boolean isJson = accepted.json() == MediaType.JSON;
        end(isJson ? 200 : status, type().header(), body(errors), "refused");
    }

    /** The HTTP request itself is refused. */
    @Override
    public void refuse(int status, GraphQlError error) {
        end(status, type().header(), body(List.of(error)), status < 500 ? "refused" : "failed");
    }

    /** The subscription answers from now on. */
    @Override
    public @Nullable EventSink events() {
        return accepted.events() ? new SseAnswer(this, heartbeat) : null;
    }

    /** Takes bytes of the budget until the request is over. False, with nothing taken, where there is no room for them. */
    boolean holds(ByteBudget budget, int bytes) {
        return tally.holds(budget, bytes);
    }

    Accepted accepts() {
        return accepted;
    }

    /** The request is done, and its answer is no GraphQL. */
    void plain(int status, String text) {
        end(status, "text/plain; charset=utf-8", Buffer.buffer(text), "ok");
    }

    /** A stream begins: the request is over as far as it can be counted. */
    void streams() {
        tally.settle("streaming");
    }

    /** Errors outside of a stream are told in JSON whatever the client accepts. */
    private MediaType type() {
        MediaType json = accepted.json();
        return json == null ? MediaType.JSON : json;
    }

    private Buffer body(List<GraphQlError> errors) {
        return Buffer.buffer(ErrorBody.of(errors, headers.correlationId()));
    }

    private void end(int status, String contentType, Buffer body, String outcome) {
        if (!tally.settle(outcome)) {
            return;
        }
        HttpServerResponse response = request.response();
        response.setStatusCode(status)
                .putHeader("content-type", contentType)
                .putHeader("x-correlation-id", headers.correlationId())
                .putHeader("cache-control", "no-store");
        response.headers().add("vary", "Accept");
        if (status == 405) {
            response.putHeader("allow", "GET, POST");
        }
        if (status == 503) {
            response.putHeader("retry-after", "1");
        }
        if (Connections.isBodyUnderWay(request)) {
            response.putHeader("connection", "close");
        }
        response.end(body);
    }
}
