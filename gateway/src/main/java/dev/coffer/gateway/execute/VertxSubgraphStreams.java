package dev.coffer.gateway.execute;

import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Subscriptions to subgraphs: server-sent events where the address is one of http, graphql-transport-ws where it is one of ws. Each
 * has a connection of its own, apart from those for requests, so that streams never keep requests waiting. Where the address is one of
 * h2c, streams of server-sent events share connections of HTTP/2, which hold each of them back by itself.
 */
public final class VertxSubgraphStreams implements SubgraphStreams, AutoCloseable {
    /** The scheme of addresses that are spoken to by HTTP/2 without TLS. */
    private static final String SHARED = "h2c";
    /** Streams that may wait for a connection. */
    private static final int MAX_WAITING = 1_000;

    /** Streams on one connection of HTTP/2: as many as servers mostly take. */
    private static final int STREAMS_OF_CONNECTION = 100;
    /** What a stream may have under way that is not read yet. */
    private static final int STREAM_WINDOW_BYTES = 64 * 1024;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final HttpClientAgent http;
    private final HttpClientAgent multiplexed;
    private final WebSocketClient sockets;
    private final StreamLimits limits;
    private final Map<String, SubgraphEndpoint> endpoints = new ConcurrentHashMap<>();

    /** @param maxStreams to one subgraph */
    public VertxSubgraphStreams(Vertx vertx, StreamLimits limits, int maxStreams) {
        this.vertx = vertx;
        this.limits = limits;
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(false)
                        .setTcpKeepAlive(true)
                        .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis()),
                new PoolOptions().setHttp1MaxSize(maxStreams).setMaxWaitQueueSize(MAX_WAITING));
        // The window of a connection holds those of all its streams: one that is not read never stops another.
        this.multiplexed = vertx.createHttpClient(
                new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setHttp2MultiplexingLimit(STREAMS_OF_CONNECTION)
                        .setInitialSettings(new Http2Settings().setInitialWindowSize(STREAM_WINDOW_BYTES))
                        .setHttp2ConnectionWindowSize(STREAMS_OF_CONNECTION * STREAM_WINDOW_BYTES)
                        .setTcpKeepAlive(true)
                        .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis()),
                new PoolOptions().setHttp2MaxSize(maxStreams).setMaxWaitQueueSize(MAX_WAITING));
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(maxStreams)
                .setTcpKeepAlive(true)
                .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                .setMaxFrameSize(limits.eventBytes())
                .setMaxMessageSize(limits.eventBytes()));
    }

    /** Adds a subgraph or moves it; streams under way are not touched. */
    public void register(SubgraphEndpoint endpoint) {
        endpoints.put(endpoint.name(), endpoint);
    }

    @Override
    public Upstream open(SubgraphCall call, Listener listener) {
        SubgraphEndpoint endpoint = endpoints.get(call.subgraph());
        if (endpoint == null) {
            listener.failed(SubgraphReply.Reason.UNREACHABLE, "no URL is known for subgraph " + call.subgraph());
            return new SseStream(vertx, limits, listener);
        }
        long beginMillis = Math.max(1, Math.min(endpoint.timeout().toMillis(), call.budgetMillis()));
        URI url = endpoint.subscriptions();
        if (String.valueOf(url.getScheme()).startsWith("ws")) {
            SocketStream stream = new SocketStream(vertx, limits, call, listener);
            WebSocketConnectOptions options = new WebSocketConnectOptions();
            options.setAbsoluteURI(url.toString());
            call.headers().write(options::putHeader);
            options.addSubProtocol(SocketStream.PROTOCOL).setTimeout(beginMillis);
            stream.open(sockets, options, beginMillis);
            return stream;
        }
        SseStream stream = new SseStream(vertx, limits, listener);
        boolean isShared = SHARED.equals(url.getScheme());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(isShared ? url.toString().replaceFirst(SHARED, "http") : url.toString());
        call.headers().write(options::putHeader);
        stream.open(isShared ? multiplexed : http, options, call);
        return stream;
    }

    @Override
    public void close() {
        http.close();
        multiplexed.close();
        sockets.close();
    }
}
