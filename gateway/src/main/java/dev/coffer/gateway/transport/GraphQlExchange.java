package dev.coffer.gateway.transport;

import dev.coffer.core.trace.Spanned;
import dev.coffer.gateway.execute.ForwardedHeaders;
import dev.coffer.gateway.execute.GraphQlError;
import dev.coffer.gateway.execute.JsonBuffer;
import dev.coffer.gateway.execute.JsonScalar;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;

/** One GraphQL request with the way to answer it, once. Lives on one event loop. */
final class GraphQlExchange {
    private final HttpServerRequest request;
    private final MediaType mediaType;
    private final ForwardedHeaders headers;
    private final GatewayMetrics metrics;
    private final Spanned span;
    private final long begunNanos;
    private boolean isAnswered;

    GraphQlExchange(
            HttpServerRequest request,
            MediaType mediaType,
            ForwardedHeaders headers,
            GatewayMetrics metrics,
            Spanned span,
            long begunNanos) {
        this.request = request;
        this.mediaType = mediaType;
        this.headers = headers;
        this.metrics = metrics;
        this.span = span;
        this.begunNanos = begunNanos;
        metrics.underWay().incrementAndGet();
        request.response().closeHandler(closed -> settle("abandoned"));
    }

    HttpServerRequest request() {
        return request;
    }

    ForwardedHeaders headers() {
        return headers;
    }

    long begunNanos() {
        return begunNanos;
    }

    boolean isAnswered() {
        return isAnswered;
    }

    /** The operation ran. */
    void answer(byte[] body, int errorCount) {
        end(200, body, errorCount == 0 ? "ok" : "partial");
    }

    /** The operation is refused and nothing ran. @param status for clients that accept the specification's form */
    void refuseOperation(int status, List<GraphQlError> errors) {
        end(mediaType.statusOfRefusedOperation(status), body(errors), "refused");
    }

    /** The HTTP request itself is refused. */
    void refuse(int status, GraphQlError error) {
        end(status, body(List.of(error)), status < 500 ? "refused" : "failed");
    }

    private byte[] body(List<GraphQlError> errors) {
        JsonBuffer out = new JsonBuffer(512);
        out.raw("{\"errors\":[");
        JsonScalar correlationId = JsonScalar.ofText(headers.correlationId());
        for (int i = 0; i < errors.size(); i++) {
            out.raw(i == 0 ? "" : ",");
            errors.get(i).writeTo(out, correlationId);
        }
        return out.raw("]}").toBytes();
    }

    private void end(int status, byte[] body, String outcome) {
        if (!settle(outcome)) {
            return;
        }
        HttpServerResponse response = request.response();
        response.setStatusCode(status)
                .putHeader("content-type", mediaType.header())
                .putHeader("x-correlation-id", headers.correlationId())
                .putHeader("cache-control", "no-store")
                .putHeader("vary", "Accept");
        if (status == 405) {
            response.putHeader("allow", "GET, POST");
        }
        if (status == 503) {
            response.putHeader("retry-after", "1");
        }
        if (!request.isEnded()) {
            response.putHeader("connection", "close");
        }
        response.end(Buffer.buffer(body));
    }

    /** Counts the exchange as over; false when it was already. */
    private boolean settle(String outcome) {
        if (isAnswered) {
            return false;
        }
        isAnswered = true;
        metrics.underWay().decrementAndGet();
        span.tag("coffer.outcome", outcome);
        if (outcome.equals("failed")) {
            span.failed(outcome);
        }
        span.end();
        metrics.answered(outcome, Duration.ofNanos(System.nanoTime() - begunNanos));
        return true;
    }
}
