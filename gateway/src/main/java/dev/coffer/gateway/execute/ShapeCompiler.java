package dev.coffer.gateway.execute;

import dev.coffer.gateway.plan.OutputField;
import dev.coffer.gateway.plan.OutputSelection;
import dev.coffer.gateway.plan.OutputType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a plan's output into a {@link Shape}, once for each plan. */
final class ShapeCompiler {
    private final Map<OutputSelection, Shape.Selection> known = new IdentityHashMap<>();

    Shape.Selection selection(OutputSelection selection) {
        Shape.Selection earlier = known.get(selection);
        if (earlier != null) {
            return earlier;
        }
        Shape.Selection shape = new Shape.Selection(selection.typeName(), selection.byTypename());
        known.put(selection, shape);
        Map<String, List<Shape.Field>> fieldsByType = new HashMap<>();
        selection.fieldsByType().forEach((type, fields) -> {
            List<Shape.Field> compiled = new ArrayList<>(fields.size());
            fields.forEach(field -> compiled.add(field(field)));
            fieldsByType.put(type, compiled);
        });
        shape.fieldsByType = fieldsByType;
        return shape;
    }

    private Shape.Field field(OutputField field) {
        JsonBuffer head = new JsonBuffer(field.responseKey().length() + 3);
        head.string(field.responseKey()).raw(':');
        return new Shape.Field(
                head.toBytes(),
                field.responseKey(),
                field.key(),
                field.coordinate(),
                type(field.type()),
                field.source(),
                field.condition().isAlways() ? null : field.condition());
    }

    private Shape type(OutputType type) {
        return switch (type) {
            case OutputType.NonNull nonNull -> new Shape.NonNull(type(nonNull.of()));
            case OutputType.ListOf list -> new Shape.ListOf(type(list.of()));
            case OutputType.Scalar scalar -> new Shape.Scalar(ScalarRule.of(scalar.name()));
            case OutputType.Enumeration enumeration -> new Shape.Enumeration(literals(enumeration.values()));
            case OutputType.Composite composite -> selection(composite.selection());
        };
    }

    private static List<byte[]> literals(Set<String> values) {
        return values.stream().map(value -> JsonScalar.ofText(value).source()).toList();
    }
}
