package dev.coffer.scripts.bench;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.coffer.scripts.CommandFailed;
import dev.coffer.scripts.bench.IdleSubscribers.Way;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Many idle subscriptions held by one process of the gateway, in front of one subgraph: what they cost it in memory, whether each is told
 * what happens afterwards, and how soon. Gateway and subgraph are processes of their own, new ones for each way to subscribe.
 */
final class SubscriptionsBench {

    /** Files of a gateway beside those of subscriptions: its jars, its log, its calls. */
    static final int FILES_FOR_ITSELF = 400;
    /** Streams that share a connection to a subgraph by HTTP/2. */
    private static final int SHARED_BY = 100;
    /** What a gateway takes without being told. */
    private static final int BY_DEFAULT = 12_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    private static final String SUBGRAPH_HEAP = "1g";

    private final Settings settings;
    private final Consumer<String> progress;
    private final HttpClient http = HttpClient.newHttpClient();

    /** How the gateway subscribes at the subgraph. */
    enum Upstream {
        /** Server-sent events, a connection for each. */
        SSE("http"),
        /** Server-sent events, many on each connection of HTTP/2. */
        H2C("h2c"),
        /** graphql-transport-ws, a connection for each. */
        WS("ws");

        private final String scheme;

        Upstream(String scheme) {
            this.scheme = scheme;
        }
    }

    /** @param idle how long nothing happens before everybody is told something */
    record Settings(int connections, List<Way> ways, Upstream upstream, Duration idle, String heap) {

        /** Ports of one address, less some for others: the gateway connects to the subgraph from one. */
        private static final int MOST = 25_000;

        Settings {
            ways = List.copyOf(ways);
            if (connections < 1 || connections > MOST || idle.isNegative() || ways.isEmpty()) {
                throw new IllegalArgumentException("A benchmark needs 1 to " + MOST
                        + " connections, a way, and a time that is not negative; not: " + connections + ", " + ways
                        + ", " + idle);
            }
        }

        /** Open files that the gateway needs. */
        int files() {
            int upstreams = upstream == Upstream.H2C ? connections / SHARED_BY + 1 : connections;
            return connections + upstreams + FILES_FOR_ITSELF;
        }
    }

    SubscriptionsBench(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** @throws CommandFailed where this system does not let a process have as many open files */
    SubscriptionsBenchReport run() throws IOException, InterruptedException {
        checkFiles(allowedFiles());
        List<SubscriptionsBenchReport.Held> held = new ArrayList<>();
        for (Way way : settings.ways()) {
            try (TemporaryFolder folder = TemporaryFolder.create()) {
                held.add(measure(way, folder.path()));
            }
        }
        http.close();
        return new SubscriptionsBenchReport(
                settings.connections(),
                settings.upstream(),
                settings.heap(),
                settings.idle().toMillis() / 1e3,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                held);
    }

    private static long allowedFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    void checkFiles(long allowed) {
        if (allowed < settings.files()) {
            throw new CommandFailed("The gateway needs %,d open files for %,d subscriptions, and this system allows a"
                            .formatted(settings.files(), settings.connections())
                    + " process %,d. Raise the hard limit (ulimit -Hn), take fewer --connections, or --upstream H2C."
                            .formatted(allowed));
        }
    }

    private SubscriptionsBenchReport.Held measure(Way way, Path folder) throws IOException, InterruptedException {
        try (GatewayUnderTest subgraph = subgraph(Files.createDirectory(folder.resolve("subgraph")));
                GatewayUnderTest gateway = gateway(folder, subgraph.url());
                IdleSubscribers clients = new IdleSubscribers(URI.create(gateway.url()), settings.connections())) {
            long before = gateway.residentBytes();
            progress.accept("%s: opening %,d subscriptions ...".formatted(way, settings.connections()));
            long start = System.nanoTime();
            clients.open(way, settings.connections());
            await("has not subscribed at the subgraph", () -> held(subgraph) == settings.connections(), clients);
            double openedSeconds = secondsSince(start);
            progress.accept(
                    "%s: idle for %d s ...".formatted(way, settings.idle().toSeconds()));
            Duration spent = gateway.spent();
            Thread.sleep(settings.idle());
            double idleCpu = gateway.spent().minus(spent).toNanos()
                    / (double) Math.max(1, settings.idle().toNanos());
            long idle = gateway.residentBytes();
            long telling = System.nanoTime();
            ask(subgraph, "/tell");
            await("was not told", () -> clients.told() == settings.connections(), clients);
            double toldMillis = secondsSince(telling) * 1e3;
            return new SubscriptionsBenchReport.Held(
                    way,
                    before >> 20,
                    idle >> 20,
                    gateway.residentBytes() >> 20,
                    gateway.peakBytes() >> 20,
                    (idle - before) / 1024.0 / settings.connections(),
                    openedSeconds,
                    100 * idleCpu,
                    toldMillis);
        }
    }

    private static GatewayUnderTest subgraph(Path folder) throws IOException, InterruptedException {
        return GatewayUnderTest.start(
                GatewayUnderTest.java(SUBGRAPH_HEAP, IdleSubgraph.class.getName()),
                folder,
                "subgraph",
                Pattern.compile("subgraph serves at (\\S+)"));
    }

    private GatewayUnderTest gateway(Path folder, String subgraph) throws IOException, InterruptedException {
        String config = "subgraphs:\n  - name: idle\n    url: " + subgraph + "/graphql\n    subscriptions: "
                + subgraph.replaceFirst("http", settings.upstream().scheme) + "/graphql\n";
        return GatewayUnderTest.coffer(
                config,
                folder,
                settings.heap(),
                List.of("--coffer.gateway.subscriptions.per-process=" + Math.max(BY_DEFAULT, settings.connections())));
    }

    /** A condition that is asked of another process. */
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void await(String failure, Condition condition, IdleSubscribers clients)
            throws IOException, InterruptedException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (clients.lost() > 0 || System.nanoTime() > limit) {
                throw new CommandFailed("Of %,d subscribers somebody %s; %,d were told, %,d lost, the first: %s"
                        .formatted(
                                settings.connections(), failure, clients.told(), clients.lost(), clients.firstLoss()));
            }
            Thread.sleep(LOOK_EVERY);
        }
        if (clients.lost() > 0) {
            throw new CommandFailed(
                    "%,d subscribers were lost, the first: %s".formatted(clients.lost(), clients.firstLoss()));
        }
    }

    private int held(GatewayUnderTest subgraph) throws IOException, InterruptedException {
        return Integer.parseInt(ask(subgraph, "/held"));
    }

    private String ask(GatewayUnderTest subgraph, String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(subgraph.url() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
