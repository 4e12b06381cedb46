package dev.coffer.gateway.execute;

import java.util.function.Consumer;

/** Carries requests to subgraphs. */
@FunctionalInterface
public interface SubgraphClient {

    /**
     * Sends a request. {@code done} is called exactly once, whatever happens, on the event loop that this was called on;
     * it may be called before this method returns.
     */
    void send(SubgraphCall call, Consumer<SubgraphReply> done);

    /** Where whoever goes on holding an answer accounts for it. */
    default ByteBudget answers() {
        return ByteBudget.endless();
    }
}
