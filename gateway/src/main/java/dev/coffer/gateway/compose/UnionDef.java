package dev.coffer.gateway.compose;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/** A union. @param membersBySubgraph the members that each subgraph knows, by subgraph name */
public record UnionDef(String name, SequencedMap<String, SequencedSet<String>> membersBySubgraph, About about)
        implements TypeDef {
    public UnionDef {
        SequencedMap<String, SequencedSet<String>> copy = new LinkedHashMap<>();
        membersBySubgraph.forEach((subgraph, members) -> copy.put(subgraph, Ordered.copyOf(members)));
        membersBySubgraph = Ordered.copyOf(copy);
    }

    @Override
    public Set<String> subgraphs() {
        return membersBySubgraph.keySet();
    }

    /** All members, over all subgraphs. */
    public Set<String> members() {
        return Ordered.copyOf(
                membersBySubgraph.values().stream().flatMap(Set::stream).toList());
    }

    /** Members in one subgraph, empty where it does not have the union. */
    public Set<String> members(String subgraph) {
        Set<String> members = membersBySubgraph.get(subgraph);
        return members == null ? Set.of() : members;
    }
}
