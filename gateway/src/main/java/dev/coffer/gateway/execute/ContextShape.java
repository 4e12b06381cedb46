package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.ContextValue;
import java.util.List;

/** A {@link ContextValue} prepared once for each plan. */
record ContextShape(int depth, List<RepresentationShape.Field> value) {
    static ContextShape of(ContextValue context) {
        return new ContextShape(context.depth(), RepresentationShape.fields(context.value()));
    }

    /** Writes what is read of the object, null included. False where it is missing, because its fetch failed. */
    boolean write(JsonObject above, JsonBuffer out) {
        return read(above, value, out);
    }

    private static boolean read(JsonObject object, List<RepresentationShape.Field> fields, JsonBuffer out) {
        for (RepresentationShape.Field field : fields) {
            if (ResponseTree.isOneOf(object, field.onTypes())) {
                Json found = object.find(field.key());
                return found != null && found != JsonScalar.FAILED && value(found, field.children(), out);
            }
        }
        return false;
    }

    private static boolean value(Json found, List<RepresentationShape.Field> below, JsonBuffer out) {
        if (found == JsonScalar.FAILED) {
            return false;
        }
        if (below.isEmpty() || found.isNull()) {
            found.writeTo(out);
            return true;
        }
        if (found instanceof JsonObject object) {
            return read(object, below, out);
        }
        return found instanceof JsonArray array && items(array, below, out);
    }

    private static boolean items(JsonArray array, List<RepresentationShape.Field> below, JsonBuffer out) {
        out.raw('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            if (!value(array.get(i), below, out)) {
                return false;
            }
        }
        out.raw(']');
        return true;
    }
}
