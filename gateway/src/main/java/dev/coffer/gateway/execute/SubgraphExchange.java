package dev.coffer.gateway.execute;

import io.netty.buffer.Unpooled;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request to a subgraph from the first try to its end. Lives on one event loop. */
final class SubgraphExchange {
    private final Vertx vertx;
    private final HttpClientAgent http;
    private final RequestOptions options;
    private final SubgraphCall call;
    private final int maxAnswerBytes;
    private final ByteBudget budget;
    private final Consumer<SubgraphReply> done;
    private @Nullable HttpClientRequest current;
    private int tries;
    private long timer;
    private int heldBytes;
    private boolean finished;

    SubgraphExchange(
            Vertx vertx,
            HttpClientAgent http,
            RequestOptions options,
            SubgraphCall call,
            int maxAnswerBytes,
            ByteBudget budget,
            Consumer<SubgraphReply> done) {
        this.vertx = vertx;
        this.http = http;
        this.options = options;
        this.call = call;
        this.maxAnswerBytes = maxAnswerBytes;
        this.budget = budget;
        this.done = done;
    }

    void begin(long timeoutMillis) {
        timer = vertx.setTimer(
                timeoutMillis,
                fired -> fail(SubgraphReply.Reason.TIMED_OUT, "no complete answer within " + timeoutMillis + " ms"));
        attempt();
    }

    private void attempt() {
        tries++;
        http.request(options).onComplete(opened -> {
            HttpClientRequest request = opened.result();
            if (request == null) {
                failOrRepeat(SubgraphReply.Reason.UNREACHABLE, opened.cause());
            } else if (finished) {
                request.reset();
            } else {
                write(request);
            }
        });
    }

    private void write(HttpClientRequest request) {
        current = request;
        request.send(BufferInternal.buffer(Unpooled.wrappedBuffer(call.body()))).onComplete(headed -> {
            HttpClientResponse response = headed.result();
            if (response == null) {
                failOrRepeat(SubgraphReply.Reason.BROKEN, headed.cause());
            } else if (!finished) {
                read(response);
            }
        });
    }

    private void read(HttpClientResponse response) {
        AnswerBytes answer = new AnswerBytes(response.getHeader(HttpHeaders.CONTENT_LENGTH));
        response.exceptionHandler(cause -> fail(SubgraphReply.Reason.BROKEN, String.valueOf(cause.getMessage())));
        response.handler(chunk -> {
            if (finished) {
                return;
            }
            if (heldBytes + chunk.length() > maxAnswerBytes) {
                fail(SubgraphReply.Reason.TOO_LARGE, "the answer exceeds " + maxAnswerBytes + " bytes");
            } else if (budget.take(chunk.length())) {
                heldBytes += chunk.length();
                answer.add(chunk);
            } else {
                fail(SubgraphReply.Reason.NO_ROOM, "the gateway holds as much of answers as it may");
            }
        });
        response.endHandler(end -> finish(new SubgraphReply.Answered(response.statusCode(), answer.all())));
    }

    private void failOrRepeat(SubgraphReply.Reason reason, Throwable cause) {
        boolean isWorthARepeat = !(cause instanceof ConnectionPoolTooBusyException);
        if (!finished && call.repeatable() && isWorthARepeat && tries < VertxSubgraphClient.MAX_TRIES) {
            attempt();
        } else {
            fail(reason, cause.getClass().getSimpleName() + ": " + cause.getMessage());
        }
    }

    private void fail(SubgraphReply.Reason reason, String detail) {
        boolean wasFinished = finished;
        finish(new SubgraphReply.Failed(reason, detail));
        if (!wasFinished && current != null) {
            current.reset();
        }
    }

    private void finish(SubgraphReply reply) {
        if (finished) {
            return;
        }
        finished = true;
        vertx.cancelTimer(timer);
        // Who goes on holding the answer accounts for it before this is given back.
        try {
            done.accept(reply);
        } finally {
            budget.giveBack(heldBytes);
        }
    }
}
