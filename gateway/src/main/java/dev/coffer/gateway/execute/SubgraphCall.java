package dev.coffer.gateway.execute;

/**
 * One request to a subgraph.
 *
 * @param subgraph its name in the supergraph
 * @param body a GraphQL over HTTP request in JSON, UTF-8
 * @param headers what travels with it
 * @param budgetMillis how long the whole request may still take; the client may give up earlier, never later
 * @param repeatable whether it may be sent a second time when the first did not reach the subgraph: true for queries only
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record SubgraphCall(
        String subgraph, byte[] body, ForwardedHeaders headers, long budgetMillis, boolean repeatable) {

    @Override
    public String toString() {
        return "SubgraphCall[" + subgraph + ", " + body.length + " bytes, " + budgetMillis + " ms]";
    }
}
