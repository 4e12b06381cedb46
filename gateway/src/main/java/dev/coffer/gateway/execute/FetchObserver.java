package dev.coffer.gateway.execute;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is told of every call of a subgraph; for metrics and operators' logs. */
@FunctionalInterface
public interface FetchObserver {
    /** Tells nobody. */
    FetchObserver SILENT = (subgraph, correlationId, took, failure) -> {};

    /** @param failure what went wrong, host names included: for operators only; null when the subgraph answered GraphQL */
    void called(String subgraph, String correlationId, Duration took, @Nullable String failure);

    /** An answer held values that the schema does not allow. @param place the first such, as a path of the answer */
    default void invalid(String correlationId, String place) {}
}
