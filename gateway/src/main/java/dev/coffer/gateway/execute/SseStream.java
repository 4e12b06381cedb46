package dev.coffer.gateway.execute;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to a subgraph by server-sent events, one HTTP request for each (the "distinct connections mode" of GraphQL over
 * SSE). A subgraph that answers with JSON instead has said all that it has to say. Lives on one event loop.
 */
final class SseStream implements SubgraphStreams.Upstream {
    private final Vertx vertx;
    private final StreamLimits limits;
    private final SubgraphStreams.Listener listener;
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private long heardNanos;
    private long timer;
    private boolean isPaused;
    private boolean isEnded;

    SseStream(Vertx vertx, StreamLimits limits, SubgraphStreams.Listener listener) {
        this.vertx = vertx;
        this.limits = limits;
        this.listener = listener;
    }

    void open(HttpClientAgent http, RequestOptions options, SubgraphCall call) {
        // Some servers send nothing at all, headers neither, before the first event or sign of life.
        long beginMillis = limits.silence().toMillis();
        timer = vertx.setTimer(
                beginMillis,
                late -> fail(SubgraphReply.Reason.TIMED_OUT, "no stream began within " + beginMillis + " ms"));
        // Nothing else: servers that could also answer JSON are asked for it by mistake otherwise.
        options.putHeader("content-type", "application/json").putHeader("accept", "text/event-stream");
        http.request(options).onComplete(opened -> {
            HttpClientRequest made = opened.result();
            if (made == null) {
                fail(SubgraphReply.Reason.UNREACHABLE, opened.cause().toString());
            } else if (isEnded) {
                made.reset();
            } else {
                request = made;
                made.send(Buffer.buffer(call.body())).onComplete(headed -> {
                    HttpClientResponse head = headed.result();
                    if (head == null) {
                        fail(SubgraphReply.Reason.BROKEN, headed.cause().toString());
                    } else if (!isEnded) {
                        read(head);
                    }
                });
            }
        });
    }

    private void read(HttpClientResponse head) {
        response = head;
        vertx.cancelTimer(timer);
        String type = head.getHeader("content-type");
        boolean isStream = type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
        head.exceptionHandler(broken -> fail(SubgraphReply.Reason.BROKEN, broken.toString()));
        if (isStream && head.statusCode() == 200) {
            readEvents(head);
        } else {
            readAnswer(head);
        }
    }

    private void readEvents(HttpClientResponse head) {
        heardNanos = System.nanoTime();
        listener.opened();
        long look = Math.max(1, limits.silence().toMillis() / 4);
        timer = vertx.setPeriodic(look, looked -> lookWhetherAlive());
        SseReader reader = new SseReader(limits.eventBytes(), new Events());
        head.handler(chunk -> {
            heardNanos = System.nanoTime();
            if (!isEnded) {
                reader.read(chunk);
            }
        });
        head.endHandler(end -> fail(SubgraphReply.Reason.BROKEN, "the stream ended without the event \"complete\""));
        if (isPaused) {
            head.pause();
        }
    }

    private void lookWhetherAlive() {
        long silent = System.nanoTime() - heardNanos;
        if (!isPaused && silent > limits.silence().toNanos()) {
            fail(
                    SubgraphReply.Reason.TIMED_OUT,
                    "nothing was heard for " + TimeUnit.NANOSECONDS.toSeconds(silent)
                            + " s, not even a comment to keep the connection alive");
        }
    }

    /** One answer in JSON: why there is no stream, mostly. */
    private void readAnswer(HttpClientResponse head) {
        Buffer body = Buffer.buffer();
        timer = vertx.setTimer(
                limits.silence().toMillis(),
                late -> fail(SubgraphReply.Reason.TIMED_OUT, "the answer that was no stream did not end"));
        head.handler(chunk -> {
            if (body.length() + chunk.length() > limits.eventBytes()) {
                fail(SubgraphReply.Reason.TOO_LARGE, "the answer exceeds " + limits.eventBytes() + " bytes");
            } else if (!isEnded) {
                body.appendBuffer(chunk);
            }
        });
        head.endHandler(end -> {
            if (isEnded) {
                return;
            }
            SubgraphReply.Answered answered = new SubgraphReply.Answered(head.statusCode(), body.getBytes());
            if (ReplyReader.read(answered, new MemberNames()) instanceof ReplyReader.Reading.Unusable unusable) {
                fail(SubgraphReply.Reason.NO_STREAM, unusable.detail());
            } else {
                listener.event(answered.body());
                complete();
            }
        });
    }

    private final class Events implements SseReader.Listener {

        @Override
        public void event(String name, byte[] data) {
            if (isEnded) {
                return;
            }
            if (name.equals("next") && !isNothing(data)) {
                listener.event(data);
            } else if (name.equals("complete")) {
                complete();
            }
        }

        /** Neither data nor errors: how some servers begin a stream, because they can send headers only with an event. */
        private static boolean isNothing(byte[] data) {
            return data.length == 2 && data[0] == '{' && data[1] == '}';
        }

        @Override
        public void tooLarge() {
            fail(SubgraphReply.Reason.TOO_LARGE, "an event exceeds " + limits.eventBytes() + " bytes");
        }
    }

    private void complete() {
        if (end()) {
            listener.completed();
        }
    }

    private void fail(SubgraphReply.Reason reason, String detail) {
        if (end()) {
            listener.failed(reason, detail);
        }
    }

    /** False when it has ended already. */
    private boolean end() {
        if (isEnded) {
            return false;
        }
        isEnded = true;
        vertx.cancelTimer(timer);
        HttpClientRequest made = request;
        if (made != null) {
            // A connection that carried a stream is not used again: what it still holds is nobody's.
            made.reset();
        }
        return true;
    }

    @Override
    public void pause() {
        isPaused = true;
        HttpClientResponse head = response;
        if (head != null && !isEnded) {
            head.pause();
        }
    }

    @Override
    public void resume() {
        isPaused = false;
        heardNanos = System.nanoTime();
        HttpClientResponse head = response;
        if (head != null && !isEnded) {
            head.resume();
        }
    }

    @Override
    public void cancel() {
        end();
    }
}
