package dev.coffer.gateway.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What to print of an object, in the order of the operation. A response key may be there several times for one runtime
 * type, as the same field with conditions of which at most one holds. Selections may be shared between places of the tree.
 *
 * @param typeName the position's type in the API schema
 * @param byTypename whether the fields depend on the object's runtime type, which is then in the response tree under
 *     {@code __typename}
 * @param fieldsByType if {@code byTypename}: by runtime type; a type that is not here (hidden, impossible, or missing
 *     because its fetch failed) makes the object null. Otherwise exactly one entry, under {@code typeName}, for every
 *     object
 */
public record OutputSelection(
        String typeName, boolean byTypename, SequencedMap<String, List<OutputField>> fieldsByType) {

    /** Key of an object's runtime type in the response tree, representations and documents. */
    public static final String TYPENAME = "__typename";

    public OutputSelection {
        SequencedMap<String, List<OutputField>> copy = new LinkedHashMap<>();
        for (Map.Entry<String, List<OutputField>> entry : fieldsByType.entrySet()) {
            copy.put(entry.getKey(), List.copyOf(entry.getValue()));
        }
        fieldsByType = Collections.unmodifiableSequencedMap(copy);
        if (!byTypename && !copy.keySet().equals(Set.of(typeName))) {
            throw new IllegalArgumentException(typeName + " needs one list of fields, not those of " + copy.keySet());
        }
    }
}
