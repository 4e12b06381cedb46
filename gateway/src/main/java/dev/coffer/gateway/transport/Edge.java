package dev.coffer.gateway.transport;

import dev.coffer.core.ids.Ids;
import dev.coffer.gateway.execute.ByteBudget;
import dev.coffer.gateway.execute.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What every request handler of a gateway shares.
 *
 * @param runtime reads the current runtime; null while there is no schema yet
 * @param workers for what is too slow for an event loop
 * @param documents finds the text of documents
 * @param tokens finds nothing against any when they are left to the subgraphs
 * @param requestBytes for requests that are being read, of all clients together
 * @param missing what the gateway waits for before it is ready, for operators; empty when it is
 */
record Edge(
        GatewayOptions options,
        Supplier<@Nullable Runtime> runtime,
        Executor executor,
        ExecutorService workers,
        GatewayMetrics metrics,
        Ids ids,
        TokenCheck tokens,
        DocumentLookup documents,
        Subscriptions subscriptions,
        SseChannels channels,
        ByteBudget requestBytes,
        Supplier<String> missing) {

    /** Finds where requests come from. */
    ClientOrigin origin() {
        return new ClientOrigin(options.clients());
    }

    /** Whether as many requests are under way as the process takes. */
    boolean isOverloaded() {
        return metrics.underWay().get() > options.limits().concurrentRequests();
    }
}
