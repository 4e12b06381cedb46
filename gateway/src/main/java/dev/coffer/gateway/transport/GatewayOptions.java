package dev.coffer.gateway.transport;

import dev.coffer.core.trace.Traces;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a gateway runs. Begin with {@link #of} and change what has to be different.
 *
 * @param source where its schema comes from
 * @param host address to listen at
 * @param port 0 for any free one
 * @param limits what a request may cost
 * @param introspection whether clients may ask about the schema
 * @param development whether a page to try queries is served
 * @param csrfGuard whether GET needs a header that a web page cannot send unseen
 * @param startTime how long to wait for the first good schema
 * @param drainTime how long requests under way may take when the gateway stops
 * @param eventLoops threads that carry requests
 * @param identity checks bearer tokens at the edge; null leaves them to the subgraphs
 * @param traces begins a span for each request
 * @param drainNotice how long it says that it is not ready before it stops listening, so that balancers look elsewhere
 * @param subscriptions what subscriptions may cost
 * @param documents which documents are served, and how they may be named
 * @param overrideLabels which progressive overrides are in force
 * @param cors which web pages of other origins may read answers
 * @param clients how it is told where a request comes from
 */
public record GatewayOptions(
        SchemaSource source,
        String host,
        int port,
        GatewayLimits limits,
        boolean introspection,
        boolean development,
        boolean csrfGuard,
        Duration startTime,
        Duration drainTime,
        int eventLoops,
        @Nullable EdgeIdentity identity,
        Traces traces,
        Duration drainNotice,
        SubscriptionOptions subscriptions,
        DocumentOptions documents,
        OverrideLabels overrideLabels,
        CorsOptions cors,
        ClientOptions clients) {
    /** The product's port. */
    public static final int DEFAULT_PORT = 9999;

    public GatewayOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
        if (eventLoops < 1) {
            throw new IllegalArgumentException("at least one event loop is needed, not " + eventLoops);
        }
    }

    /** Listens at localhost:9999, with introspection and all guards, without the page to try queries. */
    public static GatewayOptions of(SchemaSource source) {
        return new GatewayOptions(
                source,
                "127.0.0.1",
                DEFAULT_PORT,
                GatewayLimits.DEFAULT,
                true,
                false,
                true,
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                java.lang.Runtime.getRuntime().availableProcessors(),
                null,
                Traces.idsOnly(),
                Duration.ZERO,
                SubscriptionOptions.DEFAULT,
                DocumentOptions.DEFAULT,
                new OverrideLabels(Set.of()),
                CorsOptions.CLOSED,
                ClientOptions.DIRECT);
    }

    public GatewayOptions withAddress(String newHost, int newPort) {
        return changed(draft -> {
            draft.host = newHost;
            draft.port = newPort;
        });
    }

    public GatewayOptions withLimits(GatewayLimits newLimits) {
        return changed(draft -> draft.limits = newLimits);
    }

    public GatewayOptions withIntrospection(boolean isOn) {
        return changed(draft -> draft.introspection = isOn);
    }

    public GatewayOptions withDevelopment(boolean isOn) {
        return changed(draft -> draft.development = isOn);
    }

    public GatewayOptions withCsrfGuard(boolean isOn) {
        return changed(draft -> draft.csrfGuard = isOn);
    }

    public GatewayOptions withTimes(Duration newStartTime, Duration newDrainTime) {
        return changed(draft -> {
            draft.startTime = newStartTime;
            draft.drainTime = newDrainTime;
        });
    }

    public GatewayOptions withIdentity(@Nullable EdgeIdentity newIdentity) {
        return changed(draft -> draft.identity = newIdentity);
    }

    public GatewayOptions withTraces(Traces newTraces) {
        return changed(draft -> draft.traces = newTraces);
    }

    public GatewayOptions withDrainNotice(Duration newNotice) {
        return changed(draft -> draft.drainNotice = newNotice);
    }

    public GatewayOptions withSubscriptions(SubscriptionOptions newOptions) {
        return changed(draft -> draft.subscriptions = newOptions);
    }

    public GatewayOptions withDocuments(DocumentOptions newOptions) {
        return changed(draft -> draft.documents = newOptions);
    }

    /** @param names of labels that are active, beside those that name a percentage of requests */
    public GatewayOptions withOverrideLabels(Set<String> names) {
        return changed(draft -> draft.overrideLabels = new OverrideLabels(names));
    }

    public GatewayOptions withCors(CorsOptions newOptions) {
        return changed(draft -> draft.cors = newOptions);
    }

    public GatewayOptions withClients(ClientOptions newOptions) {
        return changed(draft -> draft.clients = newOptions);
    }

    private GatewayOptions changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** The one place that lists all of it again. */
    private static final class Draft {

        private final SchemaSource source;
        private String host;
        private int port;
        private GatewayLimits limits;
        private boolean introspection;
        private boolean development;
        private boolean csrfGuard;
        private Duration startTime;
        private Duration drainTime;
        private final int eventLoops;
        private @Nullable EdgeIdentity identity;
        private Traces traces;
        private Duration drainNotice;
        private SubscriptionOptions subscriptions;
        private DocumentOptions documents;
        private OverrideLabels overrideLabels;
        private CorsOptions cors;
        private ClientOptions clients;

        private Draft(GatewayOptions from) {
            source = from.source;
            host = from.host;
            port = from.port;
            limits = from.limits;
            introspection = from.introspection;
            development = from.development;
            csrfGuard = from.csrfGuard;
            startTime = from.startTime;
            drainTime = from.drainTime;
            eventLoops = from.eventLoops;
            identity = from.identity;
            traces = from.traces;
            drainNotice = from.drainNotice;
            subscriptions = from.subscriptions;
            documents = from.documents;
            overrideLabels = from.overrideLabels;
            cors = from.cors;
            clients = from.clients;
        }

        private GatewayOptions options() {
            return new GatewayOptions(
                    source,
                    host,
                    port,
                    limits,
                    introspection,
                    development,
                    csrfGuard,
                    startTime,
                    drainTime,
                    eventLoops,
                    identity,
                    traces,
                    drainNotice,
                    subscriptions,
                    documents,
                    overrideLabels,
                    cors,
                    clients);
        }
    }
}
