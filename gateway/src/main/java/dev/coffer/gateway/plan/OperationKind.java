package dev.coffer.gateway.plan;

/** The three kinds of GraphQL operation. */
public enum OperationKind {
    /** Root fetches are independent of each other. */
    QUERY,
    /** Root fetches run in series: {@link Fetch#dependsOn()} already says so. */
    MUTATION,
    /** Exactly one root fetch, the event stream; the other fetches run once for each event. */
    SUBSCRIPTION;

    /** The keyword that starts such an operation in a document: {@code query}, {@code mutation}, {@code subscription}. */
    public String keyword() {
        return switch (this) {
            case QUERY -> "query";
            case MUTATION -> "mutation";
            case SUBSCRIPTION -> "subscription";
        };
    }
}
