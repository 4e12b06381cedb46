package dev.coffer.gateway.plan;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One call of a subgraph. It starts when all of {@link #dependsOn()} are complete, however they ended; with a false
 * condition or nothing to represent it completes at once without a call.
 *
 * @param id its index in {@link Plan#fetches()}; a fetch depends on lower ids only
 * @param subgraph name of the subgraph to call
 * @param kind of the document's operation; entity calls are always queries, also below a mutation
 * @param document what to send
 * @param entityCalls empty for a root fetch, whose whole {@code data} is merged into the root object of the response tree
 * @param selection for a root fetch the shape of {@code data}; empty for entity fetches, see
 *     {@link EntityCall#selection()}
 * @param condition when to call at all
 * @param dependsOn ids of the fetches that fill this one's inputs, or that must come first in a mutation
 */
public record Fetch(
        int id,
        String subgraph,
        OperationKind kind,
        FetchDocument document,
        List<EntityCall> entityCalls,
        List<FetchField> selection,
        Condition condition,
        Set<Integer> dependsOn) {
    public Fetch {
        entityCalls = List.copyOf(entityCalls);
        selection = List.copyOf(selection);
        dependsOn = Collections.unmodifiableSortedSet(new TreeSet<>(dependsOn));
        for (int dependency : dependsOn) {
            if (dependency < 0 || dependency >= id) {
                throw new IllegalArgumentException("fetch " + id + " cannot depend on " + dependency);
            }
        }
    }

    /** Whether this asks root fields of the subgraph instead of {@code _entities}. */
    public boolean isRoot() {
        return entityCalls.isEmpty();
    }
}
