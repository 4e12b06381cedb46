package dev.coffer.gateway.execute;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates ways through the response tree into paths of the client's answer. */
final class ClientPaths {
    private ClientPaths() {}

    /** The client's path for {@code way}; its tail is cut where the client did not ask for what lies there. */
    static List<Object> of(Shape.Selection output, List<Object> way) {
        List<Object> path = new ArrayList<>(way.size());
        Shape at = output;
        for (Object step : way) {
            if (step instanceof Integer) {
                path.add(step);
                continue;
            }
            Shape.Field field = at instanceof Shape.Selection selection ? find(selection, step.toString()) : null;
            if (field == null) {
                break;
            }
            path.add(field.responseKey());
            at = field.type().innermost();
        }
        return path;
    }

    private static Shape.@Nullable Field find(Shape.Selection selection, String key) {
        for (List<Shape.Field> fields : selection.fieldsByType.values()) {
            for (Shape.Field field : fields) {
                if (field.key().equals(key)) {
                    return field;
                }
            }
        }
        return null;
    }
}
