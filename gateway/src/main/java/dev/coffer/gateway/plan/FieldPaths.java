package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.FieldSet;
import java.util.List;

/** Looks paths of field names up in field sets. */
final class FieldPaths {

    private FieldPaths() {}

    /** Whether the set selects the path, through fragments of any type; {@code __typename} belongs to every object. */
    static boolean contains(FieldSet set, List<String> names) {
        if (names.isEmpty()) {
            return true;
        }
        String name = names.getFirst();
        List<String> rest = names.subList(1, names.size());
        if (name.equals(OutputSelection.TYPENAME)) {
            return true;
        }
        for (FieldSet.Selection selection : set.selections()) {
            boolean found = selection instanceof FieldSet.Field field
                    ? field.name().equals(name) && contains(field.selections(), rest)
                    : contains(selection.selections(), names);
            if (found) {
                return true;
            }
        }
        return false;
    }
}
