package dev.coffer.gateway;

import dev.coffer.core.identity.EdgeProofs;
import dev.coffer.core.identity.NetworkRange;
import dev.coffer.gateway.cost.CostLimits;
import dev.coffer.gateway.transport.ClientOptions;
import dev.coffer.gateway.transport.CorsOptions;
import dev.coffer.gateway.transport.DocumentOptions;
import dev.coffer.gateway.transport.SubscriptionOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/** The settings under {@code coffer.gateway}; {@code gateway.yml} says what each means. */
@ConfigurationProperties("coffer.gateway")
record GatewayProperties(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("9999") int port,
        @DefaultValue("") String supergraph,
        @DefaultValue("") String config,
        @DefaultValue("true") boolean watch,
        @DefaultValue("2s") Duration poll,
        @DefaultValue("120s") Duration startTime,
        @DefaultValue("15s") Duration drainTime,
        @DefaultValue("true") boolean introspection,
        @DefaultValue("false") boolean development,
        @DefaultValue("true") boolean csrfGuard,
        @DefaultValue("20s") Duration requestTime,
        @DefaultValue("10s") Duration subgraphTime,
        @DefaultValue("true") boolean verifyTokens,
        @DefaultValue Set<String> overrideLabels,
        @DefaultValue Subscriptions subscriptions,
        @DefaultValue Documents documents,
        @DefaultValue Cost cost,
        @DefaultValue Cors cors,
        @DefaultValue Clients clients,
        @DefaultValue List<Subgraph> subgraphs) {

    /**
     * @param url where the subgraph answers GraphQL
     * @param subscriptions where it takes subscriptions; the url where nothing is said
     */
    record Subgraph(String name, URI url, @Nullable URI subscriptions) {}

    /** The settings under {@code coffer.gateway.cors}. */
    record Cors(
            @DefaultValue List<String> allowedOrigins,
            @DefaultValue("false") boolean credentials,
            @DefaultValue("10m") Duration maxAge) {

        CorsOptions options() {
            return new CorsOptions(allowedOrigins, credentials, maxAge);
        }
    }

    /** The settings under {@code coffer.gateway.clients}. */
    record Clients(
            @DefaultValue List<String> trustedProxies,
            @DefaultValue("x-forwarded-for") ClientOptions.ProxyHeader proxyHeader) {

        /** @param edgeSecret has subgraphs believe the addresses; blank for none */
        ClientOptions options(String edgeSecret, Clock clock) {
            return new ClientOptions(
                    trustedProxies.stream().map(NetworkRange::parse).toList(),
                    proxyHeader,
                    EdgeProofs.of(edgeSecret, clock));
        }
    }

    /** The settings under {@code coffer.gateway.subscriptions}. */
    record Subscriptions(
            @DefaultValue("12000") int perProcess,
            @DefaultValue("100") int perConnection,
            @DefaultValue("100") int queuedEvents,
            @DefaultValue("1MB") DataSize queuedBytes,
            @DefaultValue("512KB") DataSize eventBytes,
            @DefaultValue("20s") Duration stall,
            @DefaultValue("2m") Duration silence,
            @DefaultValue("15s") Duration heartbeat,
            @DefaultValue("5m") Duration idle,
            @DefaultValue("10s") Duration initTime,
            @DefaultValue List<String> allowedOrigins) {

        SubscriptionOptions options() {
            return new SubscriptionOptions(
                    perProcess,
                    perConnection,
                    queuedEvents,
                    Math.toIntExact(queuedBytes.toBytes()),
                    Math.toIntExact(eventBytes.toBytes()),
                    stall,
                    silence,
                    heartbeat,
                    idle,
                    initTime,
                    allowedOrigins);
        }
    }

    /** The settings under {@code coffer.gateway.cost}. */
    record Cost(
            @DefaultValue("200000") long most,
            @DefaultValue("10") int listSize) {

        CostLimits limits() {
            return new CostLimits(most, listSize);
        }
    }

    /** The settings under {@code coffer.gateway.documents}. */
    record Documents(
            @DefaultValue("16MB") DataSize learned,
            @DefaultValue("") String trusted,
            @DefaultValue("false") boolean onlyTrusted) {

        DocumentOptions options(boolean watch) {
            return new DocumentOptions(
                    Math.toIntExact(learned.toBytes()),
                    trusted.isEmpty() ? null : Path.of(trusted),
                    watch,
                    onlyTrusted);
        }
    }
}
