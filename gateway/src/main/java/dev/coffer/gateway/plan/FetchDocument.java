package dev.coffer.gateway.plan;

import java.util.List;

/**
 * The GraphQL request text of a fetch.
 *
 * @param text the whole document, one operation, ready to send as {@code query}
 * @param operationName its name, to send as {@code operationName}
 * @param variables those to forward from the client, in order; the representations' variables are not among them
 */
public record FetchDocument(String text, String operationName, List<Variable> variables) {

    /**
     * A client's variable that the document uses. A variable that the client left out and that has no default is left out
     * again.
     *
     * @param name in this document
     * @param source the client's name of it; differs only where the client's name clashes with one of the planner's
     */
    public record Variable(String name, String source) {}

    public FetchDocument {
        variables = List.copyOf(variables);
    }
}
