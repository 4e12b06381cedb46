package dev.coffer.gateway.transport;

import dev.coffer.gateway.cost.CostLimits;
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
 * @param cost of an operation, by the weights and sizes of lists that the schema states
 * @param concurrentRequests requests under way at one time, in the whole process
 * @param requestTime from the first byte to the answer; what is not there by then is missing from the answer
 * @param subgraphTime one call of a subgraph, where its configuration does not say otherwise
 * @param subgraphAnswerBytes answer of one call of a subgraph
 * @param cachedDocumentBytes documents, with their plans, that are kept ready
 * @param heldRequestBytes bodies of requests that are being read, in the whole process
 * @param heldAnswerBytes answers of subgraphs that requests under way hold, in the whole process and as they came: taken apart they
 *     need several times as much
 * @param connections how long clients may take
 */
public record GatewayLimits(
        int requestBytes,
        int tokens,
        int depth,
        int fields,
        int aliases,
        int rootFields,
        int directives,
        CostLimits cost,
        int concurrentRequests,
        Duration requestTime,
        Duration subgraphTime,
        int subgraphAnswerBytes,
        int cachedDocumentBytes,
        long heldRequestBytes,
        long heldAnswerBytes,
        ConnectionLimits connections) {

    /** The largest heap, divided by what may be held of one kind. */
    private static final long SHARE_OF_HEAP = 16;

    /** Fit for the product's own operations and for tools that introspect. */
    public static final GatewayLimits DEFAULT = new GatewayLimits(
            512 * 1024,
            15_000,
            20,
            10_000,
            200,
            50,
            500,
            CostLimits.DEFAULT,
            5_000,
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            16 * 1024 * 1024,
            32 * 1024 * 1024,
            shareOfHeap(8 * 1024 * 1024),
            shareOfHeap(32 * 1024 * 1024),
            ConnectionLimits.DEFAULT);

    public GatewayLimits {
        positive("requestBytes", requestBytes);
        positive("tokens", tokens);
        positive("depth", depth);
        positive("fields", fields);
        positive("rootFields", rootFields);
        positive("concurrentRequests", concurrentRequests);
        positive("subgraphAnswerBytes", subgraphAnswerBytes);
        positive("cachedDocumentBytes", cachedDocumentBytes);
        if (heldRequestBytes < requestBytes || heldAnswerBytes < subgraphAnswerBytes) {
            throw new IllegalArgumentException("the process has to hold one request and one answer at least: "
                    + heldRequestBytes + ", " + heldAnswerBytes);
        }
        if (aliases < 0 || directives < 0) {
            throw new IllegalArgumentException(
                    "aliases and directives must not be negative: " + aliases + ", " + directives);
        }
        if (!requestTime.isPositive() || !subgraphTime.isPositive()) {
            throw new IllegalArgumentException("times must be positive: " + requestTime + ", " + subgraphTime);
        }
    }

    private static long shareOfHeap(long least) {
        return Math.max(least, java.lang.Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
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
                cost,
                concurrentRequests,
                request,
                subgraph,
                subgraphAnswerBytes,
                cachedDocumentBytes,
                heldRequestBytes,
                heldAnswerBytes,
                connections);
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
                cost,
                concurrentRequests,
                requestTime,
                subgraphTime,
                bytes,
                cachedDocumentBytes,
                heldRequestBytes,
                heldAnswerBytes,
                connections);
    }

    /** The same limits with other bounds on what the process holds. */
    public GatewayLimits withHeld(long newRequestBytes, long newAnswerBytes) {
        return new GatewayLimits(
                requestBytes,
                tokens,
                depth,
                fields,
                aliases,
                rootFields,
                directives,
                cost,
                concurrentRequests,
                requestTime,
                subgraphTime,
                subgraphAnswerBytes,
                cachedDocumentBytes,
                newRequestBytes,
                newAnswerBytes,
                connections);
    }

    /** The same limits with another bound on what an operation may cost. */
    public GatewayLimits withCost(CostLimits newCost) {
        return new GatewayLimits(
                requestBytes,
                tokens,
                depth,
                fields,
                aliases,
                rootFields,
                directives,
                newCost,
                concurrentRequests,
                requestTime,
                subgraphTime,
                subgraphAnswerBytes,
                cachedDocumentBytes,
                heldRequestBytes,
                heldAnswerBytes,
                connections);
    }

    /** The same limits with another patience for clients. */
    public GatewayLimits withConnections(ConnectionLimits newConnections) {
        return new GatewayLimits(
                requestBytes,
                tokens,
                depth,
                fields,
                aliases,
                rootFields,
                directives,
                cost,
                concurrentRequests,
                requestTime,
                subgraphTime,
                subgraphAnswerBytes,
                cachedDocumentBytes,
                heldRequestBytes,
                heldAnswerBytes,
                newConnections);
    }
}
