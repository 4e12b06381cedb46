package dev.coffer.gateway.transport;

import java.time.Duration;

/**
 * What a request may cost. Everything is checked before planning, so that a refused request has cost little and called
 * nobody. Sizes count after fragments are spread.
 *
 * @param requestBytes body of a POST, or the URL of a GET
 * @param tokens words and signs of the document
 * @param depth fields below fields
 * @param fields all fields of an operation
 * @param aliases fields that are given another name
 * @param rootFields fields of the operation itself
 * @param directives uses of directives in the document
 * @param concurrentRequests requests under way at one time, in the whole process
 * @param requestTime from the first byte to the answer; what is not there by then is missing from the answer
 * @param subgraphTime one call of a subgraph, where its configuration does not say otherwise
 * @param subgraphAnswerBytes answer of one call of a subgraph
 * @param cachedDocumentBytes documents, with their plans, that are kept ready
 */
public record GatewayLimits(
        int requestBytes,
        int tokens,
        int depth,
        int fields,
        int aliases,
        int rootFields,
        int directives,
        int concurrentRequests,
        Duration requestTime,
        Duration subgraphTime,
        int subgraphAnswerBytes,
        int cachedDocumentBytes) {

    /** Fit for the product's own operations and for tools that introspect. */
    public static final GatewayLimits DEFAULT = new GatewayLimits(
            512 * 1024,
            15_000,
            20,
            10_000,
            200,
            50,
            500,
            5_000,
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            16 * 1024 * 1024,
            32 * 1024 * 1024);

    public GatewayLimits {
        positive("requestBytes", requestBytes);
        positive("tokens", tokens);
        positive("depth", depth);
        positive("fields", fields);
        positive("rootFields", rootFields);
        positive("concurrentRequests", concurrentRequests);
        positive("subgraphAnswerBytes", subgraphAnswerBytes);
        positive("cachedDocumentBytes", cachedDocumentBytes);
        if (aliases < 0 || directives < 0) {
            throw new IllegalArgumentException(
                    "aliases and directives must not be negative: " + aliases + ", " + directives);
        }
        if (!requestTime.isPositive() || !subgraphTime.isPositive()) {
            throw new IllegalArgumentException("times must be positive: " + requestTime + ", " + subgraphTime);
        }
    }

    private static void positive(String name, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, not " + value);
        }
    }

    /** The same limits with other times. */
    public GatewayLimits withTimes(Duration request, Duration subgraph) {
        return new GatewayLimits(
                requestBytes,
                tokens,
                depth,
                fields,
                aliases,
                rootFields,
                directives,
                concurrentRequests,
                request,
                subgraph,
                subgraphAnswerBytes,
                cachedDocumentBytes);
    }

    /** The same limits with another bound on what a subgraph may answer. */
    public GatewayLimits withSubgraphAnswerBytes(int bytes) {
        return new GatewayLimits(
                requestBytes,
                tokens,
                depth,
                fields,
                aliases,
                rootFields,
                directives,
                concurrentRequests,
                requestTime,
                subgraphTime,
                bytes,
                cachedDocumentBytes);
    }
}
