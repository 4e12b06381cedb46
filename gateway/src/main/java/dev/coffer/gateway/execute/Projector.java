package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.OutputSelection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code data}: exactly what the client asked for, in its order and by the types of the API. Null where the API
 * says non-null takes the nearest nullable value around it along.
 */
final class Projector {
    private static final String DENIED =
            "This needs something that the caller of this request does not have: a valid access token, a scope or a role.";

    private final JsonBuffer out;
    private final Predicate<String> variables;
    private final @Nullable JsonObject introspection;
    private final ErrorLog errors;
    private final List<Object> path = new ArrayList<>();
    private final Map<Shape.Field, Integer> denials = new IdentityHashMap<>(0);

    Projector(JsonBuffer out, Predicate<String> variables, @Nullable JsonObject introspection, ErrorLog errors) {
        this.out = out;
        this.variables = variables;
        this.introspection = introspection;
        this.errors = errors;
    }

    void write(Shape.Selection output, JsonObject root) {
        nullable(output, root);
    }

    /** Writes the value, or {@code null} if it turns out to have none. */
    private void nullable(Shape shape, @Nullable Json value) {
        int mark = out.size();
        if (!inner(shape, value)) {
            out.cutTo(mark);
            out.raw("null");
        }
    }

    /** Writes the value; answers false when the place around it has to become null. */
    private boolean any(Shape shape, @Nullable Json value) {
        if (!(shape instanceof Shape.NonNull nonNull)) {
            nullable(shape, value);
            return true;
        }
        if (inner(nonNull.of(), value)) {
            return true;
        }
        if (!errors.explains(path)) {
            report("A service gave no value for this field, and the schema says that it always has one.");
        }
        return false;
    }

    /** Writes the value; answers false, with leftovers written, when there is none. */
    private boolean inner(Shape shape, @Nullable Json value) {
        if (value == null || value.isNull()) {
            return false;
        }
        return switch (shape) {
            case Shape.NonNull nonNull -> any(nonNull, value);
            case Shape.ListOf list -> list(list, value);
            case Shape.Scalar scalar -> scalar(scalar, value);
            case Shape.Enumeration enumeration -> enumeration(enumeration, value);
            case Shape.Selection selection -> object(selection, value);
        };
    }

    private boolean list(Shape.ListOf list, Json value) {
        if (!(value instanceof JsonArray array)) {
            return mistyped();
        }
        out.raw('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.raw(',');
            }
            path.addLast(i);
            boolean isWritten = any(list.of(), array.get(i));
            path.removeLast();
            if (!isWritten) {
                return false;
            }
        }
        out.raw(']');
        return true;
    }

    private boolean object(Shape.Selection selection, Json value) {
        if (!(value instanceof JsonObject object)) {
            return mistyped();
        }
        String runtimeType = selection.byTypename ? object.findText(OutputSelection.TYPENAME) : selection.typeName;
        List<Shape.Field> fields = selection.fields(runtimeType);
        if (fields == null) {
            return false;
        }
        out.raw('{');
        boolean isFirst = true;
        for (int i = 0; i < fields.size(); i++) {
            Shape.Field field = fields.get(i);
            if (field.condition() != null && !field.condition().holds(variables)) {
                continue;
            }
            if (!isFirst) {
                out.raw(',');
            }
            isFirst = false;
            if (!field(field, object, runtimeType)) {
                return false;
            }
        }
        out.raw('}');
        return true;
    }

    private boolean field(Shape.Field field, JsonObject object, @Nullable String runtimeType) {
        out.raw(field.head());
        switch (field.source()) {
            case RESPONSE -> {
                path.addLast(field.responseKey());
                boolean isWritten = any(field.type(), object.find(field.key()));
                path.removeLast();
                return isWritten;
            }
            case DENIED -> {
                path.addLast(field.responseKey());
                deny(field);
                path.removeLast();
                if (field.type() instanceof Shape.NonNull) {
                    return false;
                }
                out.raw("null");
            }
            case TYPENAME -> out.string(String.valueOf(runtimeType));
            case INTROSPECTION -> {
                Json answer = introspection == null ? null : introspection.find(field.responseKey());
                (answer == null ? JsonScalar.NULL : answer).writeTo(out);
            }
        }
        return true;
    }

    private boolean scalar(Shape.Scalar scalar, Json value) {
        if (!scalar.rule().admits(value)) {
            return mistyped();
        }
        if (scalar.rule() == ScalarRule.ID && value instanceof JsonScalar id && id.isNumber()) {
            out.raw('"');
            id.writeTo(out);
            out.raw('"');
        } else {
            value.writeTo(out);
        }
        return true;
    }

    /** A value that the API does not have, being hidden or unknown, shows as null. */
    private boolean enumeration(Shape.Enumeration enumeration, Json value) {
        if (!(value instanceof JsonScalar scalar)) {
            return mistyped();
        }
        int end = scalar.offset() + scalar.length();
        for (byte[] literal : enumeration.literals()) {
            if (Arrays.equals(scalar.source(), scalar.offset(), end, literal, 0, literal.length)) {
                scalar.writeTo(out);
                return true;
            }
        }
        return false;
    }

    /** One error for each place, as far as that tells anything new. */
    private void deny(Shape.Field field) {
        if (denials.merge(field, 1, Integer::sum) <= SubgraphErrors.MAX_PATHS) {
            errors.add(GraphQlError.at(path, GatewayError.UNAUTHORIZED_FIELD_OR_TYPE, DENIED));
        } else {
            errors.explain(path);
        }
    }

    private boolean mistyped() {
        report("A service gave a value of another type than the schema says.");
        return false;
    }

    private void report(String message) {
        errors.add(GraphQlError.at(path, GatewayError.DOWNSTREAM_INVALID_DATA, message));
    }
}
