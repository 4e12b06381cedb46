package dev.coffer.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
        @DefaultValue List<Subgraph> subgraphs) {

    /** @param url where the subgraph answers GraphQL */
    record Subgraph(String name, URI url) {}
}
