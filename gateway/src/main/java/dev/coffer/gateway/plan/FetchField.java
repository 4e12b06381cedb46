package dev.coffer.gateway.plan;

import java.util.List;
import java.util.Set;

/**
 * One field that a fetch's document selects, for readers that lay out memory or scan bytes ahead of the answer.
 *
 * @param key its key in the answer and in the response tree (the same)
 * @param name the field's name in the subgraph
 * @param onTypes runtime types of the objects for which it is asked; empty for all. A subgraph that has these objects as an
 *     interface object answers it for others, too, which nobody asked for
 * @param children selected below it; empty for leaves
 */
public record FetchField(String key, String name, Set<String> onTypes, List<FetchField> children) {
    public FetchField {
        onTypes = Set.copyOf(onTypes);
        children = List.copyOf(children);
    }
}
