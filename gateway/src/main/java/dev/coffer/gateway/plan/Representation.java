package dev.coffer.gateway.plan;

import java.util.List;
import java.util.Set;

/**
 * How to build the input of {@code _entities} from an object of the response tree.
 *
 * @param onTypes applies to objects whose {@code __typename} in the response tree is one of these; empty applies to all
 *     (the position has one possible type, or the subgraph is asked by an interface's name)
 * @param typename value to send as {@code __typename}, always the first member
 * @param fields the key's and the required fields, in the order to send
 */
public record Representation(Set<String> onTypes, String typename, List<RepresentationField> fields) {
    public Representation {
        onTypes = Set.copyOf(onTypes);
        fields = List.copyOf(fields);
    }
}
