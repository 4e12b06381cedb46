package dev.coffer.gateway.transport;

import dev.coffer.core.ids.Ids;
import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.execute.ByteBudget;
import dev.coffer.gateway.execute.Executor;
import dev.coffer.gateway.execute.StreamLimits;
import dev.coffer.gateway.execute.SubgraphEndpoint;
import dev.coffer.gateway.execute.VertxSubgraphClient;
import dev.coffer.gateway.execute.VertxSubgraphStreams;
import graphql.schema.GraphQLSchema;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running gateway. */
public final class GatewayServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayServer.class);
    /** Between two looks at a supergraph file. */
    private static final Duration FILE_PACE = Duration.ofSeconds(1);
    /** What stopping may take beyond the drain time. */
    private static final Duration STOP_MARGIN = Duration.ofSeconds(5);
    /** Documents that a new schema is made ready for before it takes over. */
    private static final int WARMED_DOCUMENTS = 100;

    private final GatewayOptions options;
    private final Vertx vertx;
    private final ExecutorService workers;
    private final GatewayMetrics metrics = new GatewayMetrics();
    private final VertxSubgraphClient client;
    private final VertxSubgraphStreams streams;
    private final Subscriptions subscriptions;
    private final Executor executor;
    private final TokenCheck tokens;
    private final TrustedDocumentsFile trusted;
    private final SchemaKeeper keeper;
    private final AtomicInteger port = new AtomicInteger();
    private final CountDownLatch noticed = new CountDownLatch(1);
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile boolean isDraining;
    private String deployment = "";
    /** Goes on while subgraphs are asked for their schemas. */
    private CompletableFuture<Void> rehearsal = CompletableFuture.completedFuture(null);

    private GatewayServer(GatewayOptions options) {
        this.options = options;
        // First, while there is nothing yet that a bad list would leave running.
        this.trusted = TrustedDocumentsFile.open(options.documents(), metrics);
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(options.eventLoops())
                .setPreferNativeTransport(true)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        this.workers = Executors.newFixedThreadPool(
                java.lang.Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("gateway-worker-", 0).factory());
        this.client = new VertxSubgraphClient(
                vertx,
                options.eventLoops(),
                options.limits().subgraphAnswerBytes(),
                new ByteBudget(options.limits().heldAnswerBytes()));
        SubscriptionOptions events = options.subscriptions();
        OpenFiles.look(events);
        this.streams = new VertxSubgraphStreams(
                vertx, new StreamLimits(events.eventBytes(), events.silence()), events.perProcess());
        this.executor = new Executor(client, streams, metrics, System::nanoTime);
        this.tokens = new TokenCheck(options.identity(), workers);
        this.subscriptions = new Subscriptions(executor, options, tokens, metrics);
        this.keeper = new SchemaKeeper(reader(), this::runtime, metrics);
    }

    /**
     * Starts a gateway and waits until it has a schema. It listens at once: until then {@code /health/live} answers,
     * {@code /health/ready} says what is missing, and operations are refused with {@code SCHEMA_NOT_READY}.
     *
     * @throws StartFailed saying what was missing or wrong; nothing is left running then
     */
    public static GatewayServer start(GatewayOptions options) {
        // Netty's default on recent JDKs makes system calls on writes; it is read once, before the first buffer.
        if (System.getProperty("io.netty.allocator.type") == null) {
            System.setProperty("io.netty.allocator.type", "pooled");
        }
        GatewayServer server = new GatewayServer(options);
        try {
            server.begin();
            return server;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            server.close();
            throw new StartFailed("The start of the gateway was interrupted", e);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void begin() throws InterruptedException {
        Ids ids = Ids.timeOrdered();
        ByteBudget requestBytes = new ByteBudget(options.limits().heldRequestBytes());
        metrics.watchHeld(requestBytes, client.answers());
        Edge edge = new Edge(
                options,
                keeper::current,
                executor,
                workers,
                metrics,
                ids,
                tokens,
                new DocumentLookup(options.documents(), trusted::current, metrics),
                subscriptions,
                new SseChannels(),
                requestBytes,
                () -> isDraining ? "draining: it is about to stop" : keeper.missing());
        try {
            deployment = vertx.deployVerticle(
                            () -> new EdgeVerticle(edge, port),
                            new DeploymentOptions().setInstances(options.eventLoops()))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new StartFailed(
                    "The gateway cannot listen at " + options.host() + ":" + options.port() + ": "
                            + String.valueOf(e.getCause()),
                    e);
        }
        rehearsal = CompletableFuture.runAsync(Rehearsal::once, workers);
        keeper.awaitFirst(options.startTime());
        switch (options.source()) {
            case SchemaSource.SupergraphFile file when file.watch() -> keeper.watch(FILE_PACE);
            case SchemaSource.Subgraphs subgraphs
            when subgraphs.watch() -> keeper.watch(subgraphs.config().pollEvery());
            case SchemaSource.SupergraphFile ignored -> {}
            case SchemaSource.Subgraphs ignored -> {}
        }
        LOG.info("gateway serves GraphQL at {}", url());
    }

    private SchemaReader reader() {
        return switch (options.source()) {
            case SchemaSource.SupergraphFile source -> new SupergraphFileReader(source.file());
            case SchemaSource.Subgraphs source -> {
                source.config().subgraphs().forEach(this::register);
                yield new SubgraphsReader(
                        source.config(), new SdlClient(client, vertx.getOrCreateContext(), Ids.timeOrdered()));
            }
        };
    }

    private void register(SubgraphConfig.Subgraph subgraph) {
        if (!subgraph.url().toString().isEmpty()) {
            Duration timeout = subgraph.timeout() == null ? options.limits().subgraphTime() : subgraph.timeout();
            URI events = subgraph.subscriptions() == null ? subgraph.url() : subgraph.subscriptions();
            SubgraphEndpoint endpoint = new SubgraphEndpoint(subgraph.name(), subgraph.url(), timeout, events);
            client.register(endpoint);
            streams.register(endpoint);
        }
    }

    /** Makes a runtime, with the plans that the runtime before needed most made already. */
    private Runtime runtime(Supergraph supergraph, @Nullable Runtime before) {
        if (options.source() instanceof SchemaSource.SupergraphFile) {
            for (Supergraph.Subgraph subgraph : supergraph.subgraphs()) {
                register(new SubgraphConfig.Subgraph(subgraph.name(), URI.create(subgraph.url())));
            }
        }
        if (options.identity() == null && !supergraph.accesses().isEmpty()) {
            LOG.warn(
                    "the schema shows some fields or types only to certain callers, by @authenticated, @requiresScopes or @policy."
                            + " This gateway verifies no access tokens, and so it shows them to nobody");
        }
        GraphQLSchema api = Schemas.api(supergraph);
        Preparation preparation =
                new Preparation(api, Schemas.planning(supergraph), options.limits(), options.introspection());
        Documents documents = new Documents(preparation, options.limits().cachedDocumentBytes(), workers);
        if (before == null) {
            rehearsal.join();
        } else {
            CompletableFuture.allOf(before.documents().hottest(WARMED_DOCUMENTS).stream()
                            .map(documents::prepare)
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
        return new Runtime(supergraph, api, documents, new Introspection(api));
    }

    /** The port that it listens at. */
    public int port() {
        return port.get();
    }

    /** Where clients send operations. */
    public URI url() {
        return URI.create("http://" + options.host() + ":" + port() + "/graphql");
    }

    /** Says that it is not ready, then ends subscriptions, refuses new connections, lets requests under way end within the drain time, and releases everything. */
    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        isDraining = true;
        if (!deployment.isEmpty()) {
            giveNotice();
        }
        keeper.close();
        trusted.close();
        subscriptions.drain();
        // First the server, so that requests under way still have their subgraphs.
        if (!deployment.isEmpty()) {
            await(vertx.undeploy(deployment), options.drainTime().plus(STOP_MARGIN));
        }
        await(vertx.close(), STOP_MARGIN);
        workers.shutdownNow();
    }

    private void giveNotice() {
        try {
            // Nobody counts it down: this is a wait for whoever asks whether the gateway is ready.
            noticed.await(options.drainNotice().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Future<?> end, Duration patience) {
        try {
            end.toCompletionStage().toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the gateway did not stop cleanly", e);
        }
    }
}
