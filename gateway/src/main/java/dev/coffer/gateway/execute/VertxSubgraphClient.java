package dev.coffer.gateway.execute;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Subgraphs over HTTP/1.1 with connections kept alive. A query whose connection did not come about, or broke before the
 * first byte of an answer, is sent once more; nothing else is repeated.
 *
 * <p>Each event loop has connections of its own. Where an answer is read on another loop than the one that asked, Vert.x hands it over
 * through a queue, stops reading when more than some 64 KB wait in it, and loses what waits when the server closes the connection
 * behind a whole answer, as Tomcat does with every hundredth.
 */
public final class VertxSubgraphClient implements SubgraphClient, AutoCloseable {
    /** Connections to one subgraph, of all event loops. */
    private static final int MAX_CONNECTIONS = 256;
    /** Requests that may wait for a connection, on all event loops. */
    private static final int MAX_WAITING = 2_000;
    /** Tries of a query, the first one included. */
    static final int MAX_TRIES = 2;

    /** Of an answer at a time, where as much has come: each piece costs a copy and a walk through all handlers. */
    private static final int CHUNK_BYTES = 65_536;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** Shorter than servers keep idle connections (Tomcat: 20 s), so that few requests meet a closing one. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private final Vertx vertx;
    private final int eventLoops;
    private final Map<Thread, HttpClientAgent> clients = new ConcurrentHashMap<>();
    private final int maxAnswerBytes;
    private final ByteBudget answers;
    private final Map<String, Target> targets = new ConcurrentHashMap<>();

    /**
     * @param eventLoops on which it may be used, which share the connections
     * @param maxAnswerBytes the largest answer of a subgraph that is read
     * @param answers for all answers that are held at one time
     */
    public VertxSubgraphClient(Vertx vertx, int eventLoops, int maxAnswerBytes, ByteBudget answers) {
        this.vertx = vertx;
        this.eventLoops = eventLoops;
        this.maxAnswerBytes = maxAnswerBytes;
        this.answers = answers;
    }

    private HttpClientAgent open() {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(true)
                        .setKeepAliveTimeout((int) KEEP_ALIVE.toSeconds())
                        .setMaxChunkSize(CHUNK_BYTES)
                        .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS),
                new PoolOptions()
                        .setHttp1MaxSize(Math.ceilDiv(MAX_CONNECTIONS, eventLoops))
                        .setMaxWaitQueueSize(Math.ceilDiv(MAX_WAITING, eventLoops)));
    }

    /** That of this event loop. */
    private HttpClientAgent http() {
        if (!Context.isOnEventLoopThread()) {
            throw new IllegalStateException("Subgraphs are called on an event loop, not on " + Thread.currentThread());
        }
        return clients.computeIfAbsent(Thread.currentThread(), loop -> open());
    }

    /** Adds a subgraph or moves it; requests under way are not touched. */
    public void register(SubgraphEndpoint endpoint) {
        targets.put(endpoint.name(), Target.of(endpoint));
    }

    @Override
    public void send(SubgraphCall call, Consumer<SubgraphReply> done) {
        Target target = targets.get(call.subgraph());
        if (target == null) {
            done.accept(new SubgraphReply.Failed(
                    SubgraphReply.Reason.UNREACHABLE, "no URL is known for subgraph " + call.subgraph()));
            return;
        }
        long millis = Math.min(target.timeoutMillis(), call.budgetMillis());
        if (millis <= 0) {
            done.accept(new SubgraphReply.Failed(SubgraphReply.Reason.TIMED_OUT, "no time was left for the call"));
            return;
        }
        new SubgraphExchange(vertx, http(), target.options(call.headers()), call, maxAnswerBytes, answers, done)
                .begin(millis);
    }

    @Override
    public ByteBudget answers() {
        return answers;
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClientAgent::close);
    }

    /** A subgraph's address, taken apart once. */
    private record Target(String host, int port, boolean ssl, String path, long timeoutMillis) {
        static Target of(SubgraphEndpoint endpoint) {
            URI url = endpoint.url();
            boolean ssl = "https".equals(url.getScheme());
            int port = url.getPort() > 0 ? url.getPort() : ssl ? 443 : 80;
            String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
            String query = url.getRawQuery();
            return new Target(
                    url.getHost(),
                    port,
                    ssl,
                    query == null ? path : path + "?" + query,
                    endpoint.timeout().toMillis());
        }

        RequestOptions options(ForwardedHeaders headers) {
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setHost(host)
                    .setPort(port)
                    .setSsl(ssl)
                    .setURI(path)
                    .putHeader("content-type", "application/json")
                    .putHeader("accept", "application/graphql-response+json, application/json;q=0.9");
            headers.write(options::putHeader);
            return options;
        }
    }
}
