package dev.coffer.gateway.plan;

import java.util.List;

/**
 * One {@code _entities} field of a fetch's document: which objects it completes and how they are represented. Collect
 * the objects at {@link #paths()}, build for each the first of {@link #representations()} that applies to its type (none:
 * skip the object), send equal representations once, and merge element i of the answer into every object that sent
 * representation i.
 *
 * @param responseKey key of the list in the answer's {@code data}: {@code _entities}, or an alias of it
 * @param variable name of the document's variable that takes the list of representations
 * @param paths where the objects lie; an object reached twice counts once
 * @param representations at least one
 * @param selection shape of an element of the list
 */
public record EntityCall(
        String responseKey,
        String variable,
        List<ObjectPath> paths,
        List<Representation> representations,
        List<FetchField> selection) {
    public EntityCall {
        paths = List.copyOf(paths);
        representations = List.copyOf(representations);
        selection = List.copyOf(selection);
        if (paths.isEmpty() || representations.isEmpty()) {
            throw new IllegalArgumentException("an entity call needs a path and a representation: " + responseKey);
        }
    }
}
